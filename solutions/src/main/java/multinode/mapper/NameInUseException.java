package multinode.mapper;

import java.io.IOException;
import multinode.process.NodeName;

/** A node of that name is running already. */
public final class NameInUseException extends IOException {

  private static final long serialVersionUID = 1;

  NameInUseException(NodeName name, String holder) {
    super(
        "the name "
            + name
            + " is in use: a node that listens on "
            + holder
            + " has it; choose another name, or stop that node");
  }
}
