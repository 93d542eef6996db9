package multinode.bench;

import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A line of the table: something that is measured. */
enum Row {
  LOCAL_CAST("local cast until processed", "µs", "otp local_cast_until_processed", 1, 0.05),
  LOCAL_PING("local ping", "µs", "", 1, -1),
  LOCAL_PING_TIMED("local ping, timed wait", "µs", "", 1, -1),
  LOCAL_CALL("local call of a server", "µs", "otp local_call", 1, 0.7),
  LOCAL_CAST_SERVER("local cast to a server until handled", "µs", "", 1, -1),
  START_SERVER("start a server", "µs", "otp spawn_genserver_start", 1, 1.5),
  SPAWN("spawn, one by one, until it runs", "µs", "", 1, -1),
  SPAWN_ALL("spawn, all at once, until all run", "µs", "", 1, -1),
  ENCODE_LIST("encode a list of three texts", "µs", "", 1, -1),
  DECODE_LIST("decode it", "µs", "", 1, -1),
  ENCODE_RECORD("encode a small record", "µs", "", 1, -1),
  DECODE_RECORD("decode it", "µs", "", 1, -1),
  REMOTE_PING("remote ping, one caller", "µs", "", 1, -1),
  REMOTE_PING_64("remote ping, 64 callers", "µs", "", 1, -1),
  REMOTE_CAST("remote message until processed", "µs", "", 1, -1),
  REMOTE_CALL("remote call, one caller", "µs", "otp remote_call_seq_rtt", 1, 60),
  REMOTE_CALL_64("remote call, 64 callers", "µs", "otp remote_call_64", 1, 5),
  REMOTE_CAST_SERVER("remote cast until handled", "µs", "otp remote_cast_until_processed", 1, 1),
  MULTI_CALL("multi-call to 3 nodes", "µs", "otp multi_call_3_nodes", 1, 100),
  CONNECT("connect, to a node just started", "ms", "erlang node_connect", 1e-3, -1),
  CONNECT_WARM("connect, both warm", "ms", "erlang node_connect", 1e-3, 3),
  MESH("third node → full mesh", "ms", "erlang third_node_full_mesh", 1e-3, 10),
  NODE_DOWN("kill -9 → node-down", "ms", "erlang kill9_to_nodedown", 1e-3, 4),
  THREE_MEMBERS(
      "three nodes, launch → whole cluster",
      "ms",
      "hazelcast formation_3_members_from_launch_of_3_jvms",
      1,
      3500),
  REJOIN("a node rejoins, from launch", "ms", "hazelcast rejoin_from_launch", 1, 1000),
  MEMBER_DOWN(
      "kill -9 → membership", "ms", "hazelcast kill9_to_member_removed_seen_by_master", 1, 30),
  REGISTER_NAME("register a name, seen by all", "µs", "swarm register_name_median", 1, 250),
  THOUSAND_NAMES(
      "1,000 names over 3 nodes", "ms", "swarm register_1000_names_seen_by_all_3_nodes", 1, 80),
  THOUSAND_SERVERS(
      "1,000 servers over 2 nodes",
      "ms",
      "horde start_1000_running_and_in_both_registries",
      1,
      200),
  SERVERS_RECOVERED(
      "kill -9 → 1,000 answer, state kept",
      "ms",
      "horde kill9_to_all_1000_registered_and_answering",
      1,
      100),
  SERVERS_BACK("node is back → its share is moved", "ms", "", 1, 300),
  SINGLETON("kill -9 → singleton, state kept", "ms", "swarm kill9_to_singleton_answers", 1, 40),
  PLAIN_CALL("a call that changes nothing", "µs", "", 1, -1),
  DURABLE_CALL("a call whose change two nodes keep", "µs", "", 1, -1),
  IDLE_FIRST("one of the first idle, heap", "bytes", "", 1, -1),
  IDLE_HEAP("an idle process, heap", "bytes", "", 1, 1536),
  IDLE_RESIDENT("an idle process, resident", "bytes", "", 1, 1536),
  IDLE_SERVER("an idle server, heap", "bytes", "", 1, 2048),
  NODE_RESIDENT("a plain node, resident", "MiB", "", 1, 80),
  NODE_PROPORTIONAL("a plain node, resident, shared parts", "MiB", "", 1, -1),
  LISTENING("launch → listening", "ms", "", 1, 600),
  PROMPT("launch → console prompt", "ms", "", 1, 2000);

  private final String title;
  private final String unit;
  private final String peer;
  private final double factor;
  private final double goal;

  Row(String title, String unit, String peer, double factor, double goal) {
    this.title = title;
    this.unit = unit;
    this.peer = peer;
    this.factor = factor;
    this.goal = goal;
  }

  /** The row with this name on the command line, such as {@code local-cast}. */
  static Row named(String name) {
    return Stream.of(values())
        .filter(row -> row.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no row \"" + name + "\"; see --list"));
  }

  String title() {
    return title;
  }

  String unit() {
    return unit;
  }

  /** The measure of the peers that it stands beside, as {@link Results#of} knows it. */
  String peer() {
    return peer;
  }

  /** What makes the peer's unit this row's. */
  double factor() {
    return factor;
  }

  /** What the median should be at most, if anybody has said so. */
  OptionalDouble goal() {
    return goal < 0 ? OptionalDouble.empty() : OptionalDouble.of(goal);
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
