package workbook.lab.verify;

/** One thing that {@code ./lab verify} proves. */
interface Check {

  /** What it proves, in a few words. */
  String title();

  /** Proves it, or tells what is wrong; anything thrown counts as one more thing wrong. */
  void run(Tally tally) throws Exception;
}
