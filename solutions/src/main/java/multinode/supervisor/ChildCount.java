package multinode.supervisor;

import java.util.Collection;

/**
 * How many children a supervisor has.
 *
 * @param specs all of them
 * @param active those that run
 * @param supervisors those that supervise others, running or not
 * @param workers those that work, running or not
 */
public record ChildCount(int specs, int active, int supervisors, int workers) {

  static ChildCount of(Collection<Child> children) {
    int active = (int) children.stream().filter(child -> child.pid().isPresent()).count();
    int supervisors =
        (int)
            children.stream()
                .filter(child -> child.spec().type() == ChildSpec.Type.SUPERVISOR)
                .count();
    return new ChildCount(children.size(), active, supervisors, children.size() - supervisors);
  }
}
