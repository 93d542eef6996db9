package multinode.app;

import java.util.List;
import java.util.stream.Stream;
import multinode.building.MyBuilding;
import multinode.building.Room;
import multinode.building.Rooms;
import multinode.genserver.CallFailed;
import multinode.genserver.GenServer;
import multinode.genserver.Request;
import multinode.genserver.StartResult;
import multinode.node.Node;
import multinode.process.Destination;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.RegisteredName;
import multinode.supervisor.Application;
import multinode.supervisor.Child;
import multinode.supervisor.ChildCount;
import multinode.supervisor.DynamicSupervisor;
import multinode.supervisor.Intensity;
import multinode.supervisor.Restart;
import multinode.supervisor.SupervisorRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

@Exercise(
    id = "4.3",
    title = "The building application",
    points = 10,
    minutes = 20,
    files = "multinode/app/BuildingApplication.java")
class E43_BuildingApplicationTest {

  private static final int MANY = 1000;

  private static final List<Room> STANDARD = Rooms.standard().all();

  // The tree

  @Test
  @DisplayName("the application has a supervisor, and that has the supervisor of the buildings")
  void tree(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Claim claim = Claim.of("supervisors supervise supervisors").step("top");
    Application application = begin(claim, a);
    claim
        .did("started the application, and asked its supervisor for its children")
        .usually(
            "the child is a supervisor, too: Supervisor.spec says so, and gives it all the time"
                + " that its own children need to end")
        .isEqual(
            new ChildCount(1, 1, 1, 0),
            ask(claim, a, application.supervisor(), new SupervisorRequest.CountChildren()));
    claim
        .did("looked for who is named " + BuildingApplication.SUPERVISOR)
        .expected("the dynamic supervisor, without children")
        .usually("it was started without its name, so nobody can ask it to start a building")
        .isTrue(a.processes().whereis(BuildingApplication.SUPERVISOR).isPresent());
    claim.isEqual(List.of(), buildings(claim, a));
    claim
        .did("asked the dynamic supervisor for its state")
        .usually(
            "an intensity that was not asked for: DynamicSupervisor.unlimited has the usual one")
        .isEqual(new DynamicSupervisor.State(0, Intensity.standard()), stateOf(claim, a));
  }

  @Test
  @DisplayName("there is no limit to the number of buildings")
  void many(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Claim claim = Claim.of("a node has as many buildings as it is asked for").step("top");
    begin(claim, a);
    for (int i = 1; i <= MANY; i++) {
      StartResult result = start(claim, a, "d" + i);
      claim
          .did("started %d buildings, one after the other".formatted(i))
          .usually("the dynamic supervisor was given a maximum, and needs none")
          .holds(() -> result instanceof StartResult.Started, () -> result);
    }
  }

  // The three functions

  @Test
  @DisplayName("a building is started under the dynamic supervisor, and under its name")
  void started(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Claim claim = Claim.of("a building is somebody's child").step("startBuilding");
    begin(claim, a);
    StartResult result = start(claim, a, "ProximusBlokD");
    Pid named = Await.value("it has its name", () -> a.processes().whereis("ProximusBlokD"));
    claim
        .did("startBuilding(\"ProximusBlokD\"), and then asked for the name, and the supervisor")
        .isEqual(new StartResult.Started(named), result);
    claim
        .did("startBuilding(\"ProximusBlokD\"), and then asked the dynamic supervisor")
        .usually(
            buildings(claim, a).toString().contains("=" + named)
                ? "its specification has another id than the name of the building, and the log and"
                    + " the list of children tell the id"
                : "it was started by somebody else, so nobody starts it again")
        .isEqual(List.of("ProximusBlokD=" + named), buildings(claim, a));
  }

  @Test
  @DisplayName("a second building of the name is refused on one node, and welcome on another")
  void twice(Nodes nodes) throws Exception {
    List<Node> both = pair(nodes);
    Claim claim = Claim.of("a local name is taken once a node").step("startBuilding");
    for (Node node : both) begin(claim, node);
    Pid onA = start(claim, both.get(0), "d").orThrow();
    claim
        .did("startBuilding(\"d\") twice on a")
        .usually("the result is not the answer of the dynamic supervisor, but one made from it")
        .isEqual(new StartResult.AlreadyStarted(onA), start(claim, both.get(0), "d"));
    claim.isEqual(List.of("d=" + onA), buildings(claim, both.get(0)));
    StartResult onB = start(claim, both.get(1), "d");
    claim
        .did("and then on b")
        .usually("not the supervisor of the node that was given was asked")
        .isEqual(both.get(1).self().toString(), onB.orThrow().node());
    claim
        .did("startBuilding(\"d\") on a and on b, which run in one JVM, and asked both supervisors")
        .usually(
            "both supervisors are one object, made once for all nodes: make a new one in the start"
                + " function")
        .isEqual(
            List.of(List.of("d=" + onA), List.of("d=" + onB.orThrow())),
            List.of(buildings(claim, both.get(0)), buildings(claim, both.get(1))));
  }

  @Test
  @DisplayName("whether a building is at this node: true, or false, and never an error")
  void atThisNode(Nodes nodes) throws Exception {
    List<Node> both = pair(nodes);
    Node a = both.get(0);
    Claim claim = Claim.of("a question has an answer").step("buildingAtThisNode");
    for (Node node : both) begin(claim, node);
    Claim never =
        claim
            .did("buildingAtThisNode of a name that never was")
            .usually("nobody has the name, and that is an answer; asking nobody is an error");
    never.isEqual(false, isAt(never, a, "NoSuchBuilding"));
    start(claim, a, "d");
    Claim here = claim.did("startBuilding(\"d\") on a, then buildingAtThisNode(\"d\") there");
    here.isEqual(true, isAt(here, a, "d"));
    Claim elsewhere =
        claim
            .did("startBuilding(\"d\") on a, then buildingAtThisNode(\"d\") on b")
            .usually("this node is meant, and no other");
    elsewhere.isEqual(false, isAt(elsewhere, both.get(1), "d"));
    String supervisor = BuildingApplication.SUPERVISOR;
    Claim other =
        claim
            .did("buildingAtThisNode(\"%s\") on a".formatted(supervisor))
            .usually(
                "more was asked than whether a process here has the name: no process needs to"
                    + " answer for that");
    other.isEqual(true, isAt(other, a, supervisor));
  }

  @Test
  @DisplayName("the rooms of a building, from every node; or why there are none")
  void rooms(Nodes nodes) throws Exception {
    List<Node> both = pair(nodes);
    Node a = both.get(0);
    Node b = both.get(1);
    Claim claim = Claim.of("rooms, or a reason").step("getRoomsForBuildingAtNode");
    begin(claim, a);
    start(claim, a, "d");
    Claim asked =
        claim
            .did(
                "startBuilding(\"d\") on a, then getRoomsForBuildingAtNode(\"d\", a), on a and on b")
            .usually("the node that was given is to be asked, with the name: {name, node}");
    asked.isEqual(List.of(STANDARD, STANDARD), List.of(roomsAt(asked, a, a), roomsAt(asked, b, a)));
    a.run(self -> MyBuilding.addRoom(self, local(a, "d"), "d999", 9));
    Claim later =
        claim
            .did("then added a room d999 to d, and called getRoomsForBuildingAtNode once more")
            .usually("an earlier answer was given again; the building is to be asked each time");
    List<Room> four =
        Stream.concat(STANDARD.stream(), Stream.of(new Room("d999", 9, false))).toList();
    later.isEqual(four, roomsAt(later, b, a));
    Claim refused =
        claim.usually(
            "the failure was caught: an empty list would say that it is there, and empty");
    failed(refused.did("getRoomsForBuildingAtNode(\"d\", b) on a"), a, b.self(), ExitReason.NOPROC);
    failed(
        claim
            .did("getRoomsForBuildingAtNode(\"d\", b) on b")
            .usually(
                "the own node was treated in another way; a call says there what is wrong, too"),
        b,
        b.self(),
        ExitReason.NOPROC);
    NodeName gone = new NodeName("gone", "127.0.0.1");
    failed(
        refused.did("getRoomsForBuildingAtNode(\"d\", a node that is not there) on a"),
        a,
        gone,
        CallFailed.NODEDOWN);
    failed(
        claim
            .did("getRoomsForBuildingAtNode(\"d\", a@localhost) on a, which is a@127.0.0.1")
            .usually("only the part before the @ was compared: that is another node"),
        a,
        new NodeName(a.self().name(), "localhost"),
        CallFailed.NODEDOWN);
  }

  private static void failed(Claim claim, Node here, NodeName there, ExitReason why) {
    Claim wanted = claim.expected("CallFailed: " + why);
    CallFailed failed =
        wanted.throwsA(
            CallFailed.class,
            () -> BuildingApplication.getRoomsForBuildingAtNode(here, "d", there));
    wanted.isEqual(why, failed.reason());
  }

  @Test
  @DisplayName("a building may have any name")
  void anyName(Nodes nodes) throws Exception {
    List<Node> both = pair(nodes);
    Node a = both.get(0);
    Claim claim = Claim.of("a name is a text like any other").step("startBuilding");
    begin(claim, a);
    for (String name : List.of("", "Blok D", "d@a", "東棟\n", "x".repeat(10_000))) {
      Claim here = claim.did("started a building named \"%.20s\" on a".formatted(name));
      start(here, a, name).orThrow();
      here.isEqual(true, isAt(here, a, name));
      here.isEqual(
          STANDARD,
          here.succeeds(
              () -> BuildingApplication.getRoomsForBuildingAtNode(both.get(1), name, a.self())));
    }
  }

  @Test
  @DisplayName("without the application, startBuilding fails with noproc")
  void withoutApplication(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Claim claim =
        Claim.of("no supervisor, no building")
            .step("startBuilding")
            .did("startBuilding(\"d\") on a node without the application")
            .expected("CallFailed: " + ExitReason.NOPROC)
            .usually("the failed call was caught; it is the caller who has to know");
    CallFailed failed =
        claim.throwsA(CallFailed.class, () -> BuildingApplication.startBuilding(a, "d"));
    claim.isEqual(ExitReason.NOPROC, failed.reason());
    a.processes().register("d", a.spawn(context -> context.receive()));
    claim
        .did("startBuilding(\"d\") on a node without the application; another process is named d")
        .usually("the name was looked up first: the supervisor says whether it is taken")
        .throwsA(CallFailed.class, () -> BuildingApplication.startBuilding(a, "d"));
  }

  // What it is good for

  @Test
  @DisplayName("a building that crashes is back, under its name, with the rooms it began with")
  void crash(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Claim claim =
        Claim.of("a child that crashes is started again")
            .step("startBuilding")
            .did("started d, gave it a room d999, and killed it")
            .usually(
                "it is not linked to its supervisor, which does not hear of its end:"
                    + " MyBuilding.start makes no link, startLink does");
    begin(claim, a);
    Pid first = start(claim, a, "d").orThrow();
    SupervisorRequest.WhichChildren which = new SupervisorRequest.WhichChildren();
    RegisteredName supervisor =
        new RegisteredName(BuildingApplication.SUPERVISOR, a.self().toString());
    claim
        .did("started d, and looked at its child specification")
        .usually("a building is permanent: ChildSpec.of makes such a specification")
        .isEqual(
            List.of(Restart.PERMANENT),
            a.run(self -> GenServer.call(self, supervisor, which)).stream()
                .map(child -> child.spec().restart())
                .toList());
    claim.succeeds(() -> a.run(self -> MyBuilding.addRoom(self, first, "d999", 9)));
    kill(a, first);
    Pid second = awaitOther(claim, a, "d", first);
    claim.isEqual(List.of("d=" + second), buildings(claim, a));
    claim.isEqual(STANDARD, roomsAt(claim, a, a));
  }

  @Test
  @DisplayName("a building that ends normally is back, too")
  void normalEnd(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Claim claim =
        Claim.of("a building is permanent")
            .step("startBuilding")
            .did("started d, and stopped it with the reason normal")
            .usually(
                "its restart rule is not permanent, which a child specification has by itself");
    begin(claim, a);
    Pid first = start(claim, a, "d").orThrow();
    a.run(self -> {
      GenServer.stop(self, first, ExitReason.NORMAL);
      return true;
    });
    awaitOther(claim, a, "d", first);
  }

  @Test
  @DisplayName("killed too often, the supervisor gives up and is started again, without buildings")
  void fourth(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Claim claim = Claim.of("giving up ends one level, not the application").step("top");
    Application application = begin(claim, a);
    start(claim, a, "e");
    Pid last = start(claim, a, "d").orThrow();
    Pid supervisor = a.processes().whereis(BuildingApplication.SUPERVISOR).orElseThrow();
    for (int i = 0; i < 3; i++) {
      kill(a, last);
      last = awaitOther(claim.did("killed d " + (i + 1) + " times"), a, "d", last);
      buildings(claim, a); // It has been started, and not only named, when this is answered.
    }
    kill(a, last);
    Claim gone =
        claim
            .did("started d and e, and killed d four times")
            .usually(
                "the application's supervisor starts the dynamic one again, which begins without"
                    + " children");
    awaitOther(gone, a, BuildingApplication.SUPERVISOR, supervisor);
    gone.isEqual(
        List.of(false, false, List.of()),
        List.of(isAt(gone, a, "d"), isAt(gone, a, "e"), buildings(gone, a)));
    gone.expected("that the application runs").isTrue(application.isRunning());
    start(gone, a, "d").orThrow();
  }

  @Test
  @DisplayName("the application ends with its node, or before; its buildings end with it")
  void stopped(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Claim claim =
        Claim.of("no building without the application")
            .step("top")
            .did("started the application and d, and stopped the application");
    Application application = begin(claim, a);
    start(claim, a, "d");
    application.close();
    claim
        .expected("that neither d nor " + BuildingApplication.SUPERVISOR + " is there")
        .usually("d is not below the application's supervisor")
        .isEqual(
            List.of(false, false),
            List.of(isAt(claim, a, "d"), isAt(claim, a, BuildingApplication.SUPERVISOR)));
    begin(claim.did("and started it again"), a);
    start(claim, a, "d").orThrow();
  }

  /** The nodes a and b, connected. */
  private static List<Node> pair(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    a.connect(b.self());
    return List.of(a, b);
  }

  private static Application begin(Claim claim, Node node) {
    return claim.succeeds(() -> BuildingApplication.start(node));
  }

  private static StartResult start(Claim claim, Node node, String name) {
    return claim
        .did("startBuilding(\"%.20s\") on %s".formatted(name, node.self()))
        .succeeds(() -> BuildingApplication.startBuilding(node, name));
  }

  private static boolean isAt(Claim claim, Node node, String name) {
    return claim.succeeds(() -> BuildingApplication.buildingAtThisNode(node, name));
  }

  private static List<Room> roomsAt(Claim claim, Node here, Node there) {
    return claim.succeeds(
        () -> BuildingApplication.getRoomsForBuildingAtNode(here, "d", there.self()));
  }

  /** The children of the dynamic supervisor, as they print. */
  private static List<String> buildings(Claim claim, Node node) {
    RegisteredName supervisor = local(node, BuildingApplication.SUPERVISOR);
    List<Child> all = ask(claim, node, supervisor, new SupervisorRequest.WhichChildren());
    return all.stream().map(Child::toString).toList();
  }

  /** What the dynamic supervisor knows. */
  private static Object stateOf(Claim claim, Node node) {
    RegisteredName supervisor = local(node, BuildingApplication.SUPERVISOR);
    return claim.succeeds(() -> node.run(self -> GenServer.state(self, supervisor)));
  }

  private static RegisteredName local(Node node, String name) {
    return new RegisteredName(name, node.self().toString());
  }

  private static <R> R ask(Claim claim, Node node, Destination server, Request<R> request) {
    return claim.succeeds(() -> node.run(self -> GenServer.call(self, server, request)));
  }

  private static void kill(Node node, Pid pid) {
    node.run(self -> {
      self.exit(pid, ExitReason.KILL);
      return true;
    });
  }

  /** Waits until another process has a name. */
  private static Pid awaitOther(Claim claim, Node node, String name, Pid before) {
    claim
        .expected("another process named " + name)
        .becomes(
            () -> node.processes().whereis(name).filter(pid -> !pid.equals(before)).isPresent(),
            () -> node.processes().whereis(name));
    return node.processes().whereis(name).orElseThrow();
  }
}
