package workbook.lab.up;

import java.util.List;
import java.util.Optional;
import multinode.process.NodeName;
import workbook.harness.Child;

/** Where the nodes of a cluster run. */
public interface Host extends AutoCloseable {

  /** The names for so many nodes: n1, n2 and so on, with what is their host here. */
  List<NodeName> names(int count);

  /** Sees to it that they can be started, or says what is in the way. */
  void prepare(List<NodeName> names) throws InterruptedException;

  /** Starts one; {@code changed} is called when it has printed something, and when it has ended. */
  Child start(NodeName name, Runnable changed);

  /** Where the pages of the nodes are; empty when they have none. */
  default Optional<Pages> served() {
    return Optional.empty();
  }

  /** What to tell somebody who looks on. */
  String hint();

  /** What to tell somebody whose nodes do not find each other. */
  String advice();

  /** Removes what the nodes needed; they have ended. */
  @Override
  void close();

  /** The words for a secret. */
  static List<String> cookie(Optional<String> cookie) {
    return cookie.map(text -> List.of("--cookie", text)).orElse(List.of());
  }
}
