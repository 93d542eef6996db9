package workbook.lab.verify;

import java.nio.file.Path;
import java.util.List;

/** One thing that {@code ./lab verify} proves. */
interface Check {

  /** What it proves, in a few words. */
  String title();

  /** Whether it is meant by {@code --only TEXT}, which is part of its title. */
  default boolean isMeantBy(String only) {
    return title().contains(only);
  }

  /** Proves it, or tells what is wrong; anything thrown counts as one more thing wrong. */
  void run(Tally tally) throws Exception;

  /**
   * The files and folders that decide how it ends, beside those that always do: the finished
   * system, {@code ./lab} and the JDK. All but the texts of the workbook when it names none.
   */
  default List<Path> inputs() {
    return List.of();
  }

  /** About how many seconds it takes on two cores, for the first run. */
  default int seconds() {
    return 1;
  }
}
