package multinode.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import multinode.genserver.GenServer;
import multinode.genserver.MultiReply;
import multinode.node.Cookie;
import multinode.node.Node;
import multinode.node.NodeDown;
import multinode.node.NodeOptions;
import multinode.node.NodeUp;
import multinode.node.Rehearsal;
import multinode.process.Context;
import multinode.process.NodeName;
import multinode.process.RegisteredName;

/**
 * The program of a node that is measured: does what each line of its input says, and tells on its
 * output what that took, and when nodes come and go. Moments are nanoseconds of the wall clock,
 * which all processes of a machine share.
 *
 * <pre>
 *   connect NODE             CALLED moment, CONNECTED nanoseconds
 *   disconnect NODE          DISCONNECTED
 *   ask NODE TIMES CALLERS   TOOK nanoseconds each
 *   tell NODE TIMES          TOOK nanoseconds each
 *   call NODE TIMES CALLERS  TOOK nanoseconds each
 *   cast NODE TIMES          TOOK nanoseconds each
 *   multicall TIMES NODE...  TOOK nanoseconds each
 *   servers COUNT            IDLE bytes of heap each, resident bytes each
 *   idle COUNT               IDLE bytes of heap each, resident bytes each
 *   (on its own)             READY; UP node moment; DOWN node moment
 * </pre>
 */
public final class BenchNode {

  private final Node node;

  private BenchNode(Node node) {
    this.node = node;
  }

  /** The arguments: the node's name, and the port of the port mapper. */
  public static void main(String[] args) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    NodeOptions options =
        NodeOptions.named(NodeName.parse(args[0]), Cookie.of("bench"))
            .withMapperPort(Integer.parseInt(args[1]));
    try (Node node = Node.start(options);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
      Rehearsal.begin();
      new BenchNode(node).run(in);
    }
    System.exit(0);
  }

  private void run(BufferedReader in) throws IOException {
    node.processes().register(Rooms.NAME, node.spawn(Rooms::serve));
    node.run(self -> GenServer.start(self, RoomServer.NAME, new RoomServer())).orThrow();
    node.monitors().subscribe(node.spawn(BenchNode::watch));
    say("READY");
    for (String line; (line = in.readLine()) != null; ) obey(line.split(" "));
  }

  private static void watch(Context context) {
    for (; ; ) {
      Object change = context.receive();
      long moment = moment();
      if (change instanceof NodeUp(NodeName who)) report("UP", who, moment);
      if (change instanceof NodeDown(NodeName who, String _)) report("DOWN", who, moment);
    }
  }

  /** Reports without {@code +}, whose first use would take a while, in the midst of the others. */
  private static void report(String what, NodeName who, long moment) {
    say(String.join(" ", what, who.toString(), Long.toString(moment)));
  }

  private void obey(String[] words) {
    switch (words[0]) {
      case "connect" -> connect(NodeName.parse(words[1]));
      case "disconnect" -> {
        node.disconnect(NodeName.parse(words[1]));
        say("DISCONNECTED");
      }
      case "ask" -> ask(rooms(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
      case "tell" -> tell(rooms(words[1]), Integer.parseInt(words[2]));
      case "call" -> call(server(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
      case "cast" -> cast(server(words[1]), Integer.parseInt(words[2]));
      case "multicall" -> multiCall(words, Integer.parseInt(words[1]));
      case "idle" -> say("IDLE " + IdleProcesses.measure(node, Integer.parseInt(words[1])));
      case "servers" -> say("IDLE " + IdleProcesses.servers(node, Integer.parseInt(words[1])));
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private static RegisteredName rooms(String on) {
    return new RegisteredName(Rooms.NAME, on);
  }

  private void connect(NodeName peer) {
    long moment = moment();
    long start = System.nanoTime();
    boolean connected = node.connect(peer).connected();
    long took = System.nanoTime() - start;
    if (!connected) throw new IllegalStateException("not connected to " + peer);
    say("CALLED ".concat(Long.toString(moment)));
    say("CONNECTED ".concat(Long.toString(took)));
  }

  private void ask(RegisteredName service, int times, int callers) {
    long start = System.nanoTime();
    InProcess.run(
        node.processes(),
        callers,
        context -> Rooms.ask(context, node.processes(), service, times / callers));
    took(start, times);
  }

  private void tell(RegisteredName service, int times) {
    long start = System.nanoTime();
    InProcess.run(
        node.processes(), context -> Rooms.tell(context, node.processes(), service, times));
    took(start, times);
  }

  private static RegisteredName server(String on) {
    return new RegisteredName(RoomServer.NAME, on);
  }

  private void call(RegisteredName server, int times, int callers) {
    long start = System.nanoTime();
    InProcess.run(
        node.processes(), callers, context -> RoomServer.call(context, server, times / callers));
    took(start, times);
  }

  private void cast(RegisteredName server, int times) {
    long start = System.nanoTime();
    InProcess.run(node.processes(), context -> RoomServer.cast(context, server, times));
    took(start, times);
  }

  private void multiCall(String[] words, int times) {
    List<NodeName> nodes = Stream.of(words).skip(2).map(NodeName::parse).toList();
    long start = System.nanoTime();
    InProcess.run(
        node.processes(),
        context -> {
          for (int i = 0; i < times; i++) multiCall(context, nodes);
        });
    took(start, times);
  }

  private static void multiCall(Context context, List<NodeName> nodes) {
    MultiReply<List<String>> all =
        GenServer.multiCall(
            context, nodes, RoomServer.NAME, new RoomServer.GetRooms(), GenServer.CALL_LIMIT);
    if (!all.failed().isEmpty()) throw new IllegalStateException(all.toString());
  }

  private static void took(long start, int times) {
    say("TOOK " + (double) (System.nanoTime() - start) / times);
  }

  /** Now, in nanoseconds since 1970. */
  static long moment() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
