package multinode.swarm;

import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multinode.cluster.Clusters;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.manager.Manager;
import multinode.node.Node;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.registry.Holder;
import multinode.registry.Registration;
import multinode.registry.SingletonWorker;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

@Exercise(
    id = "4.4",
    title = "A singleton that moves",
    points = 15,
    minutes = 30,
    files = "multinode/swarm/Entry.java")
class E44_SingletonTest {

  private static final Pid ON_A = new Pid("a@127.0.0.1", 1_001, 7);
  private static final Pid ON_B = new Pid("b@127.0.0.1", 1_002, 8);
  private static final Map<String, Integer> BOTH =
      Map.of("a@127.0.0.1", 1_001, "b@127.0.0.1", 1_002);
  private static final Map<String, Integer> ONLY_B = Map.of("b@127.0.0.1", 1_002);

  private static final byte[] SERVER = {1, 2, 3};
  private static final Optional<byte[]> OLD = Optional.of(new byte[] {10});
  private static final Optional<byte[]> NEW = Optional.of(new byte[] {11});

  private static final Past PAST = Past.claimed(ON_A, 3).written().written();

  private static final String NUMBER =
      "each ownership has a higher number than all before, also when the same host takes it again";
  private static final String WHO_AND_NUMBER =
      "keep compares the host and the number, both; each alone may be right by chance";

  /** Run by {@link #ON_A} under the number 4. */
  private final Entry entry = new Entry(SERVER, List.of("workers"), ON_A, 4, OLD, PAST);

  // The owner and its number

  @Test
  @DisplayName("the next owner has the next number, and the server stays the same")
  void taken() {
    Claim claim =
        Claim.of("an owner is a host and a number")
            .step("takenBy")
            .did("<7.a> owned it under 4; <8.b> took it")
            .usually(NUMBER);
    Entry taken = claim.succeeds(() -> entry.takenBy(ON_B));
    claim.isEqual(ON_B, taken.host());
    claim.isEqual(5L, taken.fence());
    Claim rest =
        claim.usually("the next owner begins with what is kept; groups and state go along");
    rest.isEqual(SERVER, taken.server());
    rest.isEqual(List.of("workers"), taken.groups());
    rest.isEqual(OLD.orElseThrow(), taken.state().orElse(new byte[0]));
    claim
        .usually("the new entry does not say where it comes from: past.takenFrom(this)")
        .isEqual(PAST.takenFrom(entry), taken.past());
  }

  @Test
  @DisplayName("the same owner gets a new number, too")
  void takenAgain() {
    Claim.of("a number is never used for a second ownership")
        .step("takenBy")
        .did("<7.a> owned it under 4; its server crashed, and <7.a> took it again")
        .usually(NUMBER + ": a process of the time before the crash may still be writing")
        .isEqual(
            5L,
            Claim.of("it can be taken again")
                .step("takenBy")
                .succeeds(() -> entry.takenBy(ON_A).fence()));
  }

  @Test
  @DisplayName("a server is no orphan while that start of its node is a member")
  void present() {
    Claim.of("a running server is not taken from its owner")
        .step("isOrphan")
        .did("<7.a> owned it; a was a member, in the same start 1001")
        .usually("two Integers are equal by equals; == compares objects")
        .isEqual(false, orphan(entry, BOTH));
  }

  @Test
  @DisplayName("a server whose node is gone is an orphan")
  void gone() {
    Claim.of("a server whose node is gone needs another")
        .step("isOrphan")
        .did("<7.a> owned it; b was the only member")
        .usually("members.get returns null for a node that is no member")
        .isEqual(true, orphan(entry, ONLY_B));
    for (int start : new int[] {0, 1, -1}) {
      Pid host = new Pid("a@127.0.0.1", start, 7);
      Claim.of("no start is a start that no node has")
          .step("isOrphan")
          .did("<7.a> of a's start %d owned it; b was the only member".formatted(start))
          .usually("a number was put in place of the start that is missing")
          .isEqual(true, orphan(Entry.first(SERVER, List.of(), host), ONLY_B));
    }
  }

  @Test
  @DisplayName("a server whose node was restarted is an orphan")
  void startedAgain() {
    Claim.of("a restarted node no longer runs what it ran before")
        .step("isOrphan")
        .did("<7.a> of a's start 1001 owned it; a was a member again, in its start 1003")
        .usually("only the node's name was looked for; the start is the pid's incarnation")
        .isEqual(true, orphan(entry, Map.of("a@127.0.0.1", 1_003, "b@127.0.0.1", 1_002)));
  }

  private static boolean orphan(Entry entry, Map<String, Integer> members) {
    return Claim.of("it can be said whether a server is an orphan")
        .step("isOrphan")
        .did("owner %s, members and their starts %s".formatted(entry.host(), members))
        .usually("a member's start may be missing: that is null, and no number")
        .succeeds(() -> entry.isOrphan(members));
  }

  // What it writes

  @Test
  @DisplayName("what the owner writes with its number is kept, and nothing else changes")
  void kept() {
    Claim claim =
        Claim.of("the owner's state is kept")
            .step("keeping")
            .did("<7.a> owned it under 4, and wrote with 4")
            .usually("keeping is no change of owner: the number stays");
    Optional<Entry> kept = claim.succeeds(() -> entry.keeping(NEW, ON_A, 4));
    claim.expected("an entry").holds(kept::isPresent, () -> kept);
    Entry after = kept.orElseThrow();
    claim.isEqual(NEW.orElseThrow(), after.state().orElse(new byte[0]));
    claim.isEqual(4L, after.fence());
    claim.isEqual(ON_A, after.host());
    claim.isEqual(List.of("workers"), after.groups());
    claim
        .usually("the change was not counted: past.written()")
        .isEqual(PAST.written(), after.past());
    claim
        .did("<7.a> wrote that there is no state")
        .usually("an empty state is written, too: the next owner starts over")
        .isEqual(
            Optional.empty(),
            claim.succeeds(() -> entry.keeping(Optional.empty(), ON_A, 4).orElseThrow().state()));
  }

  @Test
  @DisplayName("a former owner is refused")
  void formerOwner() {
    refused("<7.a> owned it under 4, <8.b> took it, <7.a> wrote with 4", 5, ON_B, ON_A, 4);
  }

  @Test
  @DisplayName("the owner is refused under an old number")
  void formerNumber() {
    refused(
        "<7.a> owned it under 4, and took it again; then something of before wrote with 4",
        5,
        ON_A,
        ON_A,
        4);
  }

  @Test
  @DisplayName("another host is refused, even with the right number")
  void sameNumber() {
    refused(
        "cut off from each other, <7.a> and <8.b> both took it under 5; when they met, b's entry"
            + " stayed, and <7.a> wrote with 5",
        5,
        ON_B,
        ON_A,
        5);
  }

  @Test
  @DisplayName("an owner is known by the value of its pid, all of it")
  void byValue() {
    Pid same = new Pid("a@127.0.0.1", 1_001, 7);
    Claim claim =
        Claim.of("a pid that has been to another node and back is the same")
            .step("keeping")
            .did("<7.a> owned it under 4; an equal pid wrote with 4")
            .usually("pids were compared with ==");
    claim
        .expected("an entry")
        .holds(claim.succeeds(() -> entry.keeping(NEW, same, 4))::isPresent, () -> "nothing");
    Map<String, Pid> others =
        Map.of(
            "of another node", new Pid("b@127.0.0.1", 1_001, 7),
            "of another start of its node", new Pid("a@127.0.0.1", 1_009, 7),
            "of the same node, another process", new Pid("a@127.0.0.1", 1_001, 8));
    others.forEach((what, writer) ->
        refused(
            "<7.a> owned it under 4; a pid %s wrote with 4".formatted(what), 4, ON_A, writer, 4));
  }

  @Test
  @DisplayName("a server whose node is gone is an orphan, even if another has its number of start")
  void startOfAnother() {
    Claim.of("a start belongs to its node")
        .step("isOrphan")
        .did("<7.a> of a's start 1001 owned it; b is the only member, in a start 1001 of its own")
        .usually("the start was looked for among those of all members")
        .isEqual(true, orphan(entry, Map.of("b@127.0.0.1", 1_001)));
    Claim.of("a start belongs to its node")
        .step("isOrphan")
        .did("<7.a> of a's start 1001 owned it; a is in its start 1003, and b in its start 1001")
        .usually("the start was looked for among those of all members")
        .isEqual(true, orphan(entry, Map.of("a@127.0.0.1", 1_003, "b@127.0.0.1", 1_001)));
    Claim.of("a start that is reported late is still a different start")
        .step("isOrphan")
        .did("<7.a> of a's start 1001 owned it; a was a member in a start with a lower number, 17")
        .usually("starts were compared by size; their numbers are drawn at random")
        .isEqual(true, orphan(entry, Map.of("a@127.0.0.1", 17)));
  }

  @Test
  @DisplayName("a higher number is refused, too")
  void higherNumber() {
    refused(
        "cut off, <7.a> had taken it several times; when they met, b's entry stayed under 5, and"
            + " <7.a> wrote with 9",
        5,
        ON_B,
        ON_A,
        9);
    refused("the same host wrote with a number that the entry does not have", 5, ON_B, ON_B, 9);
  }

  private void refused(String done, long fence, Pid owner, Pid writer, long number) {
    Entry owned = new Entry(SERVER, List.of(), owner, fence, OLD);
    Claim claim =
        Claim.of("a stale owner's write is refused")
            .step("keeping")
            .did(done)
            .usually(WHO_AND_NUMBER);
    Optional<Entry> kept = claim.succeeds(() -> owned.keeping(NEW, writer, number));
    claim.expected("nothing").holds(kept::isEmpty, () -> kept);
  }

  @Test
  @DisplayName("a frozen owner wakes up and writes: what its successor has kept stays")
  void wokenUp() {
    Claim claim =
        Claim.of("an owner that was frozen too long is refused")
            .step("takenBy, isOrphan, keeping")
            .did(
                "a ran it and froze; b saw that a is no member, adopted it, kept a state; a woke up"
                    + " and kept another")
            .usually(WHO_AND_NUMBER);
    Map.Entry<String, Holder> at = new SimpleEntry<>("w", Entry.first(SERVER, List.of(), ON_A));
    claim.isEqual(true, claim.succeeds(() -> new Step.Keep(ON_A, 1, OLD).process(at)));
    Entry adopted = claim.succeeds(() -> new Step.Adopt(ON_B, ONLY_B).process(at));
    claim.expected("that b owns it under 2").holds(() -> adopted.fence() == 2, () -> adopted);
    claim.isEqual(true, claim.succeeds(() -> new Step.Keep(ON_B, 2, NEW).process(at)));
    claim.isEqual(false, claim.succeeds(() -> new Step.Keep(ON_A, 1, OLD).process(at)));
    claim.isEqual(NEW.orElseThrow(), ((Entry) at.getValue()).state().orElse(new byte[0]));
  }

  // The whole cluster

  @Test
  @DisplayName("two nodes register one name: the name decides where it runs, and both know")
  void once(Nodes nodes) throws Exception {
    written();
    List<Swarm> both = Swarms.start(nodes, Settings.STANDARD.withoutRebalance(), "a", "b");
    Swarm a = both.getFirst();
    Swarm b = both.getLast();
    NodeName there = b.cluster().node().self();
    Swarms.awaitShare(a, there);
    String name = Swarms.namesOn(a, there).findFirst().orElseThrow();
    Claim claim =
        Claim.of("the cluster has one worker, on the node of its entry")
            .step("isOrphan")
            .did("a registered " + name + ", whose entry is on b; then b did, then a again");
    Registration first = claim.succeeds(() -> a.register(name, new SingletonWorker()));
    claim
        .expected("registered(…), on b")
        .holds(
            () -> first instanceof Registration.Registered(Pid on) && isOn(there, on), () -> first);
    Pid pid = ((Registration.Registered) first).pid();
    for (Swarm swarm : List.of(b, a)) {
      claim.isEqual(
          new Registration.AlreadyRegistered(pid), swarm.register(name, new SingletonWorker()));
      claim.isEqual(Optional.of(pid), swarm.whereis(name));
      claim.isEqual(there.toString(), swarm.call(name, new SingletonWorker.Where()));
    }
  }

  private static boolean isOn(NodeName node, Pid pid) {
    return pid.node().equals(node.toString());
  }

  @Test
  @DisplayName("a server that somebody else owns now does not confirm what it was asked")
  void fenced(Nodes nodes) throws Exception {
    written();
    List<Swarm> both = Swarms.start(nodes, Settings.STANDARD.withoutRebalance(), "a", "b");
    Swarm a = both.getFirst();
    Pid stale = Manager.start(a, "manager");
    Claim claim =
        Claim.of("a change that is not kept is not confirmed")
            .step("keeping")
            .did(
                "a manager was given a task; then another host took its entry; then the process of"
                    + " before was given a task, by its pid")
            .usually(WHO_AND_NUMBER);
    claim.isEqual(1L, claim.succeeds(() -> assign(a, stale)));
    Map<String, Entry> taken = a.local().table().adopt(Set.of("manager"), ON_B, Map.of());
    claim.isEqual(Set.of("manager"), taken.keySet());
    CallFailed failed = claim.throwsA(CallFailed.class, () -> assign(a, stale));
    claim.isEqual("fenced", failed.reason().toString());
  }

  private static long assign(Swarm swarm, Pid manager) {
    Node node = swarm.cluster().node();
    return node.run(self -> GenServer.call(self, manager, new Manager.Assign()));
  }

  @Test
  @DisplayName(
      "when its node is killed, the server runs on another node, with all that it had confirmed")
  void killed(Nodes nodes) throws Exception {
    written();
    Swarm a = Swarms.start(nodes, Settings.STANDARD.withoutRebalance(), "a").getFirst();
    RealNode b = Swarms.startReal(nodes, "b", "--no-rebalance");
    Clusters.awaitConnected(a.cluster(), 2);
    Swarms.awaitShare(a, b.name());
    String name = Swarms.namesOn(a, b.name()).findFirst().orElseThrow();
    Claim claim =
        Claim.of("a server outlives its node")
            .step("isOrphan, takenBy")
            .usually("the entry of a lost node is no orphan");
    Pid before = claim.succeeds(() -> Manager.start(a, name));
    claim
        .did("a started the manager " + name + ", whose entry is on b, a process of the system")
        .expected("that it runs on b")
        .holds(() -> isOn(b.name(), before), () -> before);
    claim.isEqual(1L, claim.succeeds(() -> a.call(name, new Manager.Assign())));
    claim.isEqual(2L, claim.succeeds(() -> a.call(name, new Manager.Assign())));
    b.kill9();
    Claim after = claim.did("gave it two tasks, and killed b with SIGKILL");
    after.expected("that it runs on a").becomes(() -> a.running().containsKey(name), a::running);
    Claim kept = after.usually("its state did not go along");
    kept.isEqual(2L, kept.succeeds(() -> a.call(name, new Manager.Tasks())));
    after.isEqual(3L, after.succeeds(() -> a.call(name, new Manager.Assign())));
    after.isEqual(
        new Registration.AlreadyRegistered(a.whereis(name).orElseThrow()),
        a.register(name, new Manager(name)));
  }

  /** Says what is not written before a cluster is started for nothing. */
  private void written() {
    entry.isOrphan(BOTH);
    entry.keeping(NEW, ON_A, 4);
    entry.takenBy(ON_B);
  }
}
