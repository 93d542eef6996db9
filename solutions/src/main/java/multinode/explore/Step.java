package multinode.explore;

/**
 * Something that can happen in a world.
 *
 * @param <W> the world
 * @param who who does it, such as a node; a short word
 * @param what what happens; its text is asked for only when it stands in a story
 * @param next the world afterwards
 * @param isFault whether it is bad luck, such as a crash or a lost message: {@link
 *     Explorer#eventually} counts on no more of them
 */
public record Step<W>(String who, Object what, W next, boolean isFault) {

  /** What somebody does. */
  public static <W> Step<W> of(String who, Object what, W next) {
    return new Step<>(who, what, next, false);
  }

  /** Bad luck. */
  public static <W> Step<W> fault(String who, Object what, W next) {
    return new Step<>(who, what, next, true);
  }
}
