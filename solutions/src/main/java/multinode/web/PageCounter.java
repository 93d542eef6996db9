package multinode.web;

/** What the button of the page counts with. Any thread may ask, and waits for the answer. */
public interface PageCounter {

  /** How often the button was pressed. */
  long value();

  /** Counts one more; how many there are then. */
  long add();
}
