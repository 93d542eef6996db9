package multinode.process;

import java.io.Serializable;

/** Where a message can be sent: to a process, or to whichever process holds a name on a node. */
public sealed interface Destination extends Serializable permits Pid, RegisteredName {

  /** The full name of the node on which the receiver lives, such as {@code a@127.0.0.1}. */
  String node();
}
