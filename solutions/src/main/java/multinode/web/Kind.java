package multinode.web;

import java.util.Locale;

/** What a server of the cluster is, as its name tells. */
enum Kind {
  /** There is one. */
  COUNTER("counter", "counters"),
  /** A manager. */
  MANAGER("manager", "managers"),
  /** A room of Roomy. */
  ROOM("room", "rooms"),
  /** A person of Roomy. */
  PERSON("person", "people"),
  /** Any other. */
  SERVER("server", "servers");

  private final String one;
  private final String many;

  Kind(String one, String many) {
    this.one = one;
    this.many = many;
  }

  /** By the name of the server. */
  static Kind of(String server) {
    if (server.equals(ClusterCounter.NAME)) return COUNTER;
    if (server.startsWith("room ")) return ROOM;
    if (server.startsWith("person ")) return PERSON;
    return server.startsWith("manager") ? MANAGER : SERVER;
  }

  /** What people call the server. */
  String brief(String server) {
    return switch (this) {
      case ROOM, PERSON -> server.substring(server.indexOf(' ') + 1);
      case MANAGER -> server.replaceFirst("^manager-", "");
      case COUNTER, SERVER -> server;
    };
  }

  /** So many of them, in words: {@code 1 room}, {@code 2,000 rooms}. */
  String count(int number) {
    return "%,d %s".formatted(number, number == 1 ? one : many);
  }

  /** Its name in the style sheet. */
  String css() {
    return name().toLowerCase(Locale.ROOT);
  }
}
