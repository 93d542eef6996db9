package multinode.swarm;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import multinode.node.Codec;
import multinode.process.Pid;

/** That a server is run by one host, under one number. For the server's own process. */
final class Ownership {

  private final String name;
  private final Pid host;
  private final Table table;
  private final Codec codec;
  private final Supplier<Map<String, Integer>> members;
  private long fence;

  Ownership(
      String name,
      Pid host,
      long fence,
      Table table,
      Codec codec,
      Supplier<Map<String, Integer>> members) {
    this.name = name;
    this.host = host;
    this.fence = fence;
    this.table = table;
    this.codec = codec;
    this.members = members;
  }

  /** The server's name. */
  String name() {
    return name;
  }

  /** Who runs it. */
  Pid host() {
    return host;
  }

  /** The number. */
  long fence() {
    return fence;
  }

  /** A state or a server as bytes, and back. */
  Codec codec() {
    return codec;
  }

  /**
   * Keeps a state on two nodes. Blocks until both have it.
   *
   * @return false when somebody else owns the server now: nothing was kept
   * @throws multinode.node.CodecException when the state cannot be written
   */
  boolean keep(Object state) {
    return keepBytes(Optional.of(codec.encode(state)));
  }

  /** Forgets what was kept: the next owner begins anew. Blocks and returns as {@link #keep}. */
  boolean keepNothing() {
    return keepBytes(Optional.empty());
  }

  private boolean keepBytes(Optional<byte[]> state) {
    return table.keep(name, new Step.Keep(host, fence, state));
  }

  /**
   * Makes sure that this host owns the server, under a new number, so that an offer with the old
   * one comes too late. Blocks.
   *
   * @return false when somebody else owns it
   */
  boolean renew() {
    Map<String, Entry> mine = table.adopt(Set.of(name), host, members.get());
    if (mine.isEmpty()) return false;
    fence = mine.get(name).fence();
    return true;
  }
}
