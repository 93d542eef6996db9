package multinode.process;

import java.io.Serializable;

/**
 * Who waits for the answer to one request. It can be kept, passed on, and answered by any process
 * on any node; only the first answer counts.
 *
 * @param caller the process that waits
 * @param ref which of its requests
 * @param server the process that was asked
 */
public record From(Pid caller, Ref ref, Pid server) implements Serializable {

  @Override
  public String toString() {
    return caller.toString();
  }
}
