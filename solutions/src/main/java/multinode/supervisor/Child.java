package multinode.supervisor;

import java.util.Optional;
import multinode.process.Pid;

/**
 * A child as its supervisor knows it.
 *
 * @param spec how it is started
 * @param pid its process; empty when it does not run
 */
public record Child(ChildSpec spec, Optional<Pid> pid) {

  /** The same, running. */
  Child running(Pid process) {
    return new Child(spec, Optional.of(process));
  }

  /** The same, not running. */
  Child stopped() {
    return new Child(spec, Optional.empty());
  }

  @Override
  public String toString() {
    return spec.id() + "=" + pid.map(Pid::toString).orElse("stopped");
  }
}
