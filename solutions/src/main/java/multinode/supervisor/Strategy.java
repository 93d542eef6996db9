package multinode.supervisor;

import java.util.List;

/** Which children are ended and started again when one of them has ended. */
public enum Strategy {
  /** Only that one: the others do not depend on it. */
  ONE_FOR_ONE,
  /** All: each depends on each. */
  ONE_FOR_ALL,
  /** That one, and those that were started after it, since they may depend on it. */
  REST_FOR_ONE;

  /**
   * The children to be started again, in the order in which they are started.
   *
   * @param children all children, in that order
   * @param ended the one that has ended
   */
  List<Child> affected(List<Child> children, Child ended) {
    return switch (this) {
      case ONE_FOR_ONE -> List.of(ended);
      case ONE_FOR_ALL -> children;
      case REST_FOR_ONE -> children.subList(children.indexOf(ended), children.size());
    };
  }
}
