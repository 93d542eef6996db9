package multinode.web;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import multinode.genserver.CallFailed;
import multinode.manager.Manager;
import multinode.roomy.Roomy;
import multinode.swarm.Swarm;

/** What the buttons of the page do. Each says what it has done; none is asked by GET. */
record Actions(
    Scene scene,
    Story story,
    Supplier<PageCounter> counter,
    Optional<Swarm> joined,
    Optional<Lab> lab) {

  /** How many managers are started at a time. */
  private static final int MOST = 10_000;

  private static final Duration LIMIT = Duration.ofSeconds(1);

  String act(Asked asked) {
    return switch (asked.path()) {
      case "/counter" -> "Counted: %,d".formatted(counter.get().add());
      case "/managers/start" -> start(asked.need("number"));
      case "/managers/assign" -> assign(asked.need("name"));
      case "/managers/stop" -> stop(asked.need("name"));
      case "/roomy/room" -> addRoom(asked.need("room"));
      case "/roomy/walk" -> walk(asked.need("person"), asked.need("room"));
      case "/lab" -> lab(asked);
      default -> throw new Refusal(404, "nothing can be done at " + asked.path());
    };
  }

  private Swarm swarm() {
    return joined.orElseThrow(Refusal::notJoined);
  }

  private String start(String number) {
    int count;
    try {
      count = Integer.parseInt(number);
    } catch (NumberFormatException e) {
      throw new Refusal(400, "how many managers? \"%s\" is no number".formatted(number));
    }
    if (count < 1 || count > MOST) {
      throw new Refusal(400, "1 to %,d managers can be started at a time".formatted(MOST));
    }
    return "Started " + Kind.MANAGER.count(Manager.startRandom(swarm(), count));
  }

  private String assign(String name) {
    long tasks = swarm().call(name, new Manager.Assign());
    return "%s has %,d %s now".formatted(name, tasks, tasks == 1 ? "task" : "tasks");
  }

  private String stop(String name) {
    if (Kind.of(name) != Kind.MANAGER) throw new Refusal(400, name + " is no manager");
    if (!swarm().unregister(name)) throw new Refusal(404, name + " does not run (any more)");
    return name + " has ended";
  }

  private String addRoom(String room) {
    new Roomy(swarm()).addRoom(room);
    return room + " is there";
  }

  private String walk(String person, String room) {
    try {
      new Roomy(swarm()).walkInto(room, person);
    } catch (NoSuchElementException e) {
      throw new Refusal(404, e.getMessage());
    }
    return person + " is in " + room;
  }

  private String lab(Asked asked) {
    Lab asks =
        lab.orElseThrow(
            () -> new Refusal(403, "only ./lab up has these buttons, and only on this machine"));
    String word = asked.need("do");
    String node = asked.need("node");
    String said =
        switch (word) {
          case "cut" -> cut(node, asked.need("peer"));
          case "heal" -> heal(node, asked.need("peer"));
          default ->
              asks.ask(word, node).orElseThrow(() -> new Refusal(400, "what is \"" + word + "\"?"));
        };
    story.tell("By a button: " + said);
    return said;
  }

  private String cut(String node, String peer) {
    WitnessRequest.Cut change = new WitnessRequest.Cut(node, peer);
    if (!asks(node, change) && others(node).noneMatch(other -> asks(other, change))) {
      throw new Refusal(
          503,
          "no answer from %s, so nobody knows whether the link is cut: use its own page"
              .formatted(node));
    }
    return "the link %s–%s is cut".formatted(Names.brief(node), Names.brief(peer));
  }

  private String heal(String node, String peer) {
    scene.cuts().heal(node, peer);
    return "the link %s–%s may come up again".formatted(Names.brief(node), Names.brief(peer));
  }

  /** Nodes that may have a link where this one has none. */
  private Stream<String> others(String node) {
    return scene.houses().stream()
        .filter(house -> house.state() == House.State.UP)
        .map(House::node)
        .filter(other -> !other.equals(node));
  }

  private boolean asks(String whom, WitnessRequest.Cut change) {
    try {
      return scene.ask(whom, change, LIMIT);
    } catch (CallFailed unanswered) {
      return false;
    }
  }
}
