package nemesis;

import java.util.List;

/** Tells somebody who looks on what happens, at the moment when it does. */
public interface TourListener {

  /** Something has happened. */
  void tell(String text);

  /** What there is to see of it. */
  void show(List<String> lines);

  /** A promise was kept, or not. */
  void found(boolean kept, String text);
}
