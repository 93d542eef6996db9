package multinode.web;

/** Names as people read them. */
final class Names {

  private Names() {}

  /** A node without its host: {@code n1}; anything else as it is. */
  static String brief(String node) {
    int at = node.indexOf('@');
    return at > 0 ? node.substring(0, at) : node;
  }
}
