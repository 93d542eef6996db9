package workbook.lab.verify;

import java.nio.file.Path;
import java.util.List;

/**
 * One thing that {@code ./lab verify} proves.
 *
 * @param title what it proves, in a few words
 * @param seconds about how many it takes on two cores, for the first run
 * @param proof how
 */
record Check(String title, int seconds, Proof proof) {

  /** How it is proved. */
  interface Proof {
    /** Proves it, or tells what is wrong; anything thrown counts as one more thing wrong. */
    void run(Tally tally) throws Exception;

    /**
     * The files and folders that decide how it ends, beside those that always do: the finished
     * system, {@code ./lab} and the JDK. All but the texts of the workbook when there are none.
     */
    default List<Path> inputs() {
      return List.of();
    }
  }
}
