package multinode.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.RegisteredName;
import multinode.swarm.Swarm;

/**
 * The process that tells the pages of all nodes how its own node is. It waits for nobody but where
 * a process of its own does so for it.
 *
 * @param node the node
 * @param story what has happened on it
 * @param page where its page is
 * @param cuts the links that are cut
 * @param ladder the messages of this node's links
 */
record Witness(Node node, Story story, String page, Cuts cuts, Ladder ladder)
    implements GenServer<Long> {

  /** Under which name each node has one. */
  static final String NAME = "page";

  /** How many servers of a kind a node names; a crowd is only counted. */
  static final int NAMED = 60;

  /** How long an answer waits for something new: a node that says nothing for longer is silent. */
  static final Duration HELD = Duration.ofMillis(400);

  private static final Duration FAREWELL = Duration.ofMillis(100);

  /** How much of a state is shown. */
  private static final int SHOWN = 2_000;

  @Override
  public Init<Long> init(Context self) {
    return Init.ok(0L);
  }

  @Override
  public CallResult<Long> handleCall(Request<?> request, From from, Long asked, Context self) {
    switch (request) {
      case WitnessRequest.Look look when look.waits() && !story.isNewer(look.since()) ->
          self.spawn(one -> {
            story.await(look.since(), HELD);
            look.replyTo(from, look(look.since()), one);
          });
      case WitnessRequest.Look look -> {
        return look.reply(look(look.since()), asked + 1);
      }
      case WitnessRequest.Find find -> {
        return find.reply(find(find), asked + 1);
      }
      case WitnessRequest.Messages its -> {
        return its.reply(ladder.look(its.peer(), its.who(), its.most()), asked + 1);
      }
      case WitnessRequest.Cut change ->
          self.spawn(one -> change.replyTo(from, cut(change, one), one));
      case WitnessRequest.About about ->
          self.spawn(one -> about.replyTo(from, about(about.server()), one));
      case WitnessRequest.Tree tree ->
          self.spawn(one -> tree.replyTo(from, new Tree(node, one).lines(), one));
      default -> throw unknown(request);
    }
    return Result.noReply(asked + 1);
  }

  /** Cuts a link of this node; for another node, asks that one. */
  private boolean cut(WitnessRequest.Cut change, Context self) {
    if (!change.node().equals(node.self().toString())) {
      return GenServer.call(self, new RegisteredName(NAME, change.node()), change);
    }
    cuts.cut(change.node(), change.peer());
    self.spawn(one -> {
      one.sleep(FAREWELL); // The answer may have to go over that very link.
      node.disconnect(NodeName.parse(change.peer()));
    });
    return true;
  }

  /** The swarm of this node, once it has joined one. */
  static Optional<Swarm> swarm(Node node) {
    return node.parts().all(Swarm.class).stream().findFirst();
  }

  private SortedMap<String, Pid> running() {
    return swarm(node).map(Swarm::running).orElseGet(TreeMap::new);
  }

  private NodeLook look(long since) {
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    List<String> named = new ArrayList<>();
    for (String server : running().keySet()) {
      if (counts.merge(Kind.of(server), 1, Integer::sum) <= NAMED) named.add(server);
    }
    named.removeIf(server -> counts.get(Kind.of(server)) > NAMED);
    named.sort(Comparator.comparing(Kind::of).thenComparing(Comparator.naturalOrder()));
    List<String> members =
        swarm(node).stream()
            .flatMap(swarm -> swarm.cluster().members().stream())
            .map(NodeName::toString)
            .toList();
    return new NodeLook(
        node.self().toString(),
        node.user().incarnation(),
        Instant.now(),
        node.nodes().stream().map(NodeName::toString).toList(),
        members,
        counts.entrySet().stream()
            .collect(Collectors.toMap(count -> count.getKey().name(), Map.Entry::getValue)),
        named,
        node.processes().count(),
        swarm(node).map(Swarm::hasQuorum).orElse(true),
        page,
        story.since(since));
  }

  private SortedMap<String, String> find(WitnessRequest.Find find) {
    SortedMap<String, String> found = new TreeMap<>();
    for (var one : running().entrySet()) {
      if (found.size() >= find.most()) break;
      boolean isKind = find.kind().isEmpty() || Kind.of(one.getKey()).name().equals(find.kind());
      if (isKind && one.getKey().contains(find.text())) {
        found.put(one.getKey(), one.getValue().toString());
      }
    }
    return found;
  }

  private ServerLook about(String server) {
    Optional<Pid> pid = Optional.ofNullable(running().get(server));
    Optional<Processes.Info> info =
        pid.flatMap(which ->
            node.processes().list().stream().filter(one -> one.pid().equals(which)).findFirst());
    return new ServerLook(
        pid.map(Pid::toString).orElse(""),
        info.map(Processes.Info::shown).map(Witness::cut).orElse(""),
        info.map(Processes.Info::mailbox).orElse(0),
        story.of(server));
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
