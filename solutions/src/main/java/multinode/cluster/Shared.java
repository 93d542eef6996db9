package multinode.cluster;

/**
 * A value that the members of a topology keep in a map. It says itself what becomes of it when two
 * parts of a network meet that have both changed it, and by which words it is found.
 *
 * <p>Must be immutable, and a record, so that it can travel.
 */
public interface Shared {

  /**
   * The value to keep, of this one and the one in the other part. Where the other part has none,
   * the one that there is is kept and nobody is asked.
   *
   * @param other the value under the same key in the part that joins this one
   */
  Shared merged(Shared other);

  /** Whether a query for this word finds it. */
  boolean isTagged(String tag);
}
