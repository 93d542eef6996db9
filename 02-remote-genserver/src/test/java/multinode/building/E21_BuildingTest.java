package multinode.building;

import java.util.ArrayList;
import java.util.List;
import multinode.building.MyBuilding.AddRoom;
import multinode.building.MyBuilding.GetRooms;
import multinode.building.Rooms.Addition;
import multinode.genserver.Request;
import multinode.genserver.StartResult;
import multinode.process.Pid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

@Exercise(
    id = "2.1",
    title = "MyBuilding: call, cast, state",
    points = 16,
    minutes = 30,
    files = {"multinode/building/Rooms.java", "multinode/building/MyBuilding.java"})
class E21_BuildingTest {

  private static final Room D210 = new Room("d210", 50, true);
  private static final Room D220 = new Room("d220", 50, true);
  private static final Room D224 = new Room("d224", 6, false);
  private static final Room D225 = new Room("d225", 8, false);

  /** A request that no building knows. */
  record Paint(String colour) implements Request<String> {}

  // Rooms

  @Test
  @DisplayName("a new building has three rooms")
  void threeRooms() {
    Claim claim =
        Claim.of("a new building has three rooms").step("standard").did("asked for Rooms.standard");
    Rooms rooms = claim.succeeds(Rooms::standard);
    claim.isEqual(List.of(D210, D220, D224), rooms.all());
  }

  @Test
  @DisplayName("a room that is added comes last, and has no projector")
  void added() {
    Claim claim =
        Claim.of("a room that is added comes last, and has no projector")
            .step("add")
            .did("added d225 for 8 to the standard rooms");
    List<Room> more = added(claim, Rooms.standard(), "d225", 8).all();
    claim
        .usually(
            more.getFirst().name().equals("d225")
                ? "the new room was put first: add(room) of a list puts it last"
                : "the new room has the name and the capacity that were given, and no projector")
        .isEqual(List.of(D210, D220, D224, D225), more);
    Claim attic = claim.did("added attic for 4 to the standard rooms");
    attic
        .usually("the rooms were sorted: their order is that in which they were added")
        .isEqual(
            new Room("attic", 4, false),
            added(attic, Rooms.standard(), "attic", 4).all().getLast());
  }

  @Test
  @DisplayName("adding a room leaves the old value as it was")
  void oldValue() {
    Claim claim =
        Claim.of("adding a room leaves the old value as it was")
            .step("add")
            .did("took the standard rooms, added d225 to them, and looked at what was taken first")
            .usually("the new room was put into the old value's list, which others still hold");
    Rooms before = Rooms.standard();
    added(claim, before, "d225", 8);
    claim.isEqual(List.of(D210, D220, D224), before.all());
  }

  @Test
  @DisplayName("a name that is taken is refused, and the refusal names it")
  void taken() {
    Claim claim = Claim.of("a name that is taken is refused").step("add");
    refused(
        claim
            .did("added d224 for 6, which is there")
            .usually("add did not check whether the name is there"),
        "d224",
        Rooms.standard(),
        "d224",
        6);
    refused(
        claim
            .did("added d210 for 7; there is a d210, but for 50")
            .usually("whole rooms were compared: then another capacity makes another room of it"),
        "d210",
        Rooms.standard(),
        "d210",
        7);
    Rooms more = added(claim, Rooms.standard(), "d225", 8);
    refused(claim.did("added d225 for 8, and then d225 for 9"), "d225", more, "d225", 9);
    refused(
        claim
            .did("added a d210 whose name was read from a message")
            .usually(
                "names were compared with ==; a name that comes from elsewhere is another object"),
        "d210",
        Rooms.standard(),
        new String("d210"),
        7);
  }

  @Test
  @DisplayName("a name that only resembles a taken one is free")
  void free() {
    for (String name : List.of("d21", "d2100", "210", "D210", "6", "Room", " d210", "d210 ")) {
      Claim claim =
          Claim.of("a name is taken by a room of exactly that name")
              .step("add")
              .did("added %s to the standard rooms, d210, d220 and d224".formatted(name))
              .usually(
                  name.equals("D210")
                      ? "capital letters were taken for small ones; compare names with equals"
                      : name.contains(" ")
                          ? "spaces around a name were cut off: the name is the one that was given"
                          : "only a part was compared; two names are equal by equals");
      Room last = added(claim, Rooms.standard(), name, 8).all().getLast();
      claim
          .usually("the name was changed: the new room has the one that was given")
          .isEqual(new Room(name, 8, false), last);
    }
  }

  @Test
  @DisplayName("a room for nobody is refused, and the refusal tells the number")
  void forNobody() {
    for (int capacity : new int[] {0, -1, Integer.MIN_VALUE}) {
      refused(
          Claim.of("a room for nobody is refused")
              .step("add")
              .did("added d225 for %d".formatted(capacity))
              .usually(
                  "the exception of Room came through: thrown in a server it ends the server, and"
                      + " all its rooms are lost for one wrong question"),
          String.valueOf(capacity),
          Rooms.standard(),
          "d225",
          capacity);
    }
    Claim claim = Claim.of("a room for one is a room").step("add").did("added cell for 1");
    added(claim.usually("the limit is off by one"), Rooms.standard(), "cell", 1);
  }

  @Test
  @DisplayName("rooms of your own stay as they were given")
  void copied() {
    Claim claim =
        Claim.of("rooms of your own stay as they were given")
            .step("Rooms")
            .did("made Rooms of a list with d210 in it, then added d225 to that list");
    List<Room> own = new ArrayList<>(List.of(D210));
    Rooms rooms = claim.succeeds(() -> new Rooms(own));
    own.add(D225);
    claim
        .usually("the list was kept, not copied: it has two owners now, perhaps on two threads")
        .isEqual(List.of(D210), rooms.all());
  }

  @Test
  @DisplayName("the list that is given out cannot be changed")
  void unmodifiable() {
    for (Rooms rooms : List.of(Rooms.standard(), new Rooms(new ArrayList<>(List.of(D210))))) {
      Claim.of("the list that is given out cannot be changed")
          .step("Rooms")
          .did("tried to add d225 to the list of a Rooms")
          .usually("the copy is an ArrayList; List.copyOf gives one that refuses")
          .throwsA(UnsupportedOperationException.class, () -> rooms.all().add(D225));
    }
  }

  @Test
  @DisplayName("rooms of your own that share a name are refused, and the error names it")
  void twice() {
    Claim claim =
        Claim.of("no two rooms have the same name, your own included")
            .step("Rooms")
            .did("made Rooms of d210 for 50, d225 for 8 and d210 for 7")
            .usually("add looks for the name, but what a building starts with does not pass add");
    List<Room> own = List.of(D210, D225, new Room(new String("d210"), 7, false));
    var thrown = claim.throwsA(IllegalArgumentException.class, () -> new Rooms(own));
    claim
        .usually("the error does not name the room; which of thirty is it?")
        .contains("d210", String.valueOf(thrown.getMessage()));
  }

  // MyBuilding

  @Test
  @DisplayName("a building has the rooms it was started with, the standard ones or its own")
  void begins(Nodes nodes) throws Exception {
    Visitor visitor = new Visitor(nodes.startUnnamed());
    Claim claim = building("init and handleCall", "a building tells the rooms it began with");
    Pid d = claim.succeeds(() -> visitor.start(claim, "d"));
    claim
        .did("started building d, and requested GetRooms")
        .usually("the answer is the list of rooms, not the Rooms that hold it")
        .isEqual(List.of(D210, D220, D224), visitor.ask(d, new GetRooms()));
    Pid small = claim.succeeds(() -> visitor.start(claim, "small", new Rooms(List.of(D225))));
    claim
        .did("started a building with d225 as its only room, and requested GetRooms")
        .usually("init gives the standard rooms, whatever the building was made with")
        .isEqual(List.of(D225), visitor.ask(small, new GetRooms()));
  }

  @Test
  @DisplayName("AddRoom, called, is answered, and the next question finds the room")
  void called(Nodes nodes) throws Exception {
    Visitor visitor = new Visitor(nodes.startUnnamed());
    Claim claim = building("handleCall", "a caller that adds a room is told the result");
    Pid d = claim.succeeds(() -> visitor.start(claim, "d"));
    claim.did("requested GetRooms").isEqual(Rooms.standard().all(), visitor.ask(d, new GetRooms()));
    claim
        .did("requested AddRoom d225 for 8")
        .usually("the answer is what Rooms.add returned, as it is")
        .isEqual(Rooms.standard().add("d225", 8), visitor.ask(d, new AddRoom("d225", 8)));
    claim
        .did("requested GetRooms, AddRoom d225 for 8, and GetRooms again")
        .usually(
            "the old rooms were returned as the next state, or the answer came from a field: the"
                + " rooms are the parameter")
        .isEqual(List.of(D210, D220, D224, D225), visitor.ask(d, new GetRooms()));
  }

  @Test
  @DisplayName("AddRoom, cast, has the same effect, and nobody is told")
  void cast(Nodes nodes) throws Exception {
    Visitor visitor = new Visitor(nodes.startUnnamed());
    Claim claim = building("handleCast", "a cast changes the state like a call");
    Pid d = claim.succeeds(() -> visitor.start(claim, "d"));
    visitor.cast(d, new AddRoom("d225", 8));
    claim
        .did("cast AddRoom d225 for 8, then requested GetRooms")
        .usually("the old rooms were handed back as the state from now on")
        .isEqual(List.of(D210, D220, D224, D225), visitor.ask(d, new GetRooms()));
  }

  @Test
  @DisplayName("an AddRoom that is refused does the building no harm")
  void refusedRoom(Nodes nodes) throws Exception {
    Visitor visitor = new Visitor(nodes.startUnnamed());
    Claim claim =
        building("after", "a refused request does not end the building")
            .usually("a Refused holds no rooms: then those before are the state from now on");
    Rooms own = new Rooms(List.of(D210, D225));
    Pid d = claim.succeeds(() -> visitor.start(claim, "d", own));
    claim
        .did("started a building with d210 and d225, and requested AddRoom d210 for 8")
        .isEqual(own.add("d210", 8), visitor.ask(d, new AddRoom("d210", 8)));
    visitor.cast(d, new AddRoom("attic", 0));
    claim
        .did("then cast AddRoom attic for 0, and requested GetRooms")
        .isEqual(List.of(D210, D225), visitor.ask(d, new GetRooms()));
  }

  @Test
  @DisplayName("an unknown request or cast ends the building, and the reason names it")
  void unknown(Nodes nodes) throws Exception {
    Visitor visitor = new Visitor(nodes.startUnnamed());
    Claim claim =
        building(
                "handleCall and handleCast", "a caller with an unknown request is told immediately")
            .usually("a default that ignores it leaves the caller waiting; throw unknown(…)");
    Pid d = claim.succeeds(() -> visitor.start(claim, "d"));
    Visitor.isEnd(
        claim.did("requested Paint[colour=red]"),
        "Paint[colour=red]",
        visitor.ask(d, new Paint("red")));
    Pid e = claim.succeeds(() -> visitor.start(claim, "e"));
    Visitor.isEnd(
        claim.did("cast Paint[colour=red]"),
        "Paint[colour=red]",
        visitor.castAndAwaitEnd(e, new Paint("red")));
  }

  @Test
  @DisplayName("each building has its own state")
  void independent(Nodes nodes) throws Exception {
    Visitor visitor = new Visitor(nodes.startUnnamed());
    Claim claim = building("handleCall", "each building has a state of its own");
    Pid d = claim.succeeds(() -> visitor.start(claim, "d"));
    Pid e = claim.succeeds(() -> visitor.start(claim, "e"));
    visitor.ask(d, new AddRoom("d225", 8));
    claim
        .did("started d and e, added d225 to d, and requested GetRooms of e")
        .usually("the rooms were put into a static field")
        .isEqual(List.of(D210, D220, D224), visitor.ask(e, new GetRooms()));
  }

  @Test
  @DisplayName("a name is given once: the second start is told who holds it")
  void startedTwice(Nodes nodes) throws Exception {
    Visitor visitor = new Visitor(nodes.startUnnamed());
    Claim claim = building("init", "there is one building of a name on a node");
    Pid d = claim.succeeds(() -> visitor.start(claim, "d"));
    visitor.ask(d, new AddRoom("d225", 8));
    claim
        .did("started d, added d225, and started d again")
        .isEqual(
            new StartResult.AlreadyStarted(d),
            visitor.node().run(self -> MyBuilding.start(self, "d")));
    claim
        .did("started d, added d225, started d again, and requested GetRooms")
        .usually("the first building is the one that stays, with all it has")
        .isEqual(List.of(D210, D220, D224, D225), visitor.ask(d, new GetRooms()));
  }

  @Test
  @DisplayName("the state of a building can be read from outside")
  void shown(Nodes nodes) throws Exception {
    Visitor visitor = new Visitor(nodes.startUnnamed());
    Claim claim = building("handleCall", "the state is what the handlers return");
    Pid d = claim.succeeds(() -> visitor.start(claim, "d"));
    visitor.ask(d, new AddRoom("d225", 8));
    visitor.ask(d, new GetRooms());
    claim
        .did("added d225, requested GetRooms, and looked at its state from outside")
        .usually("the rooms are kept in a field of MyBuilding beside the state")
        .isEqual(new Rooms(List.of(D210, D220, D224, D225)), visitor.shownState(d));
  }

  private static Claim building(String step, String sentence) {
    return Claim.of(sentence).step(step);
  }

  private static Rooms added(Claim claim, Rooms rooms, String name, int capacity) {
    Addition addition = claim.succeeds(() -> rooms.add(name, capacity));
    if (addition instanceof Addition.Added(Rooms more)) return more;
    throw claim.expected("Added").fails(String.valueOf(addition));
  }

  private static void refused(Claim claim, String part, Rooms rooms, String name, int capacity) {
    Addition addition = claim.succeeds(() -> rooms.add(name, capacity));
    if (!(addition instanceof Addition.Refused(String reason))) {
      throw claim.expected("Refused").fails(String.valueOf(addition));
    }
    claim
        .usually("a refusal without the name or number makes its reader look for them")
        .contains(part, String.valueOf(reason));
  }
}
