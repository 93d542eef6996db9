package multinode.bench;

import java.util.Set;

/** A way to fill some rows. */
interface Measurement {

  /** The rows that it can fill. */
  Set<Row> rows();

  /**
   * Measures.
   *
   * @param wanted which of its rows; others may be filled too
   */
  void measure(Settings settings, Set<Row> wanted, Results results) throws Exception;
}
