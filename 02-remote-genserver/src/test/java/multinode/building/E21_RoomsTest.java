package multinode.building;

import java.util.ArrayList;
import java.util.List;
import multinode.building.Rooms.Addition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Claim;
import workbook.harness.Exercise;

@Exercise(
    id = "2.1",
    title = "The rooms of a building",
    points = 10,
    minutes = 15,
    files = {"multinode/building/Rooms.java"})
class E21_RoomsTest {

  private static final Room D210 = new Room("d210", 50, true);
  private static final Room D220 = new Room("d220", 50, true);
  private static final Room D224 = new Room("d224", 6, false);
  private static final Room D225 = new Room("d225", 8, false);

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
    Rooms more = added(claim, Rooms.standard(), "d225", 8);
    claim.isEqual(List.of(D210, D220, D224, D225), more.all());
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
        claim.did("added d224 for 6, which is there").usually("nobody looked whether it is there"),
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
  }

  @Test
  @DisplayName("a name is also taken by a room that was added")
  void takenByAdded() {
    Claim claim =
        Claim.of("a name is also taken by a room that was added")
            .step("add")
            .did("added d225 for 8 to the standard rooms, and d225 for 9 to what came of it");
    Rooms more = added(claim, Rooms.standard(), "d225", 8);
    refused(claim, "d225", more, "d225", 9);
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
  @DisplayName("a refusal leaves the rooms as they were")
  void refusalChangesNothing() {
    Claim claim =
        Claim.of("a refusal leaves the rooms as they were")
            .step("add")
            .did("added d210 for 7 and d225 for 0 to the standard rooms; both were refused");
    Rooms rooms = Rooms.standard();
    claim.succeeds(() -> rooms.add("d210", 7));
    claim.succeeds(() -> rooms.add("d225", 0));
    claim.isEqual(List.of(D210, D220, D224), rooms.all());
  }

  @Test
  @DisplayName("rooms of one's own stay as they were given")
  void copied() {
    Claim claim =
        Claim.of("rooms of one's own stay as they were given")
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
  @DisplayName("rooms of one's own with one name are refused, and the error names it")
  void twice() {
    Claim claim =
        Claim.of("no two rooms have one name, whoever made them")
            .step("Rooms")
            .did("made Rooms of d210 for 50, d225 for 8 and d210 for 7")
            .usually("add looks for the name, but what a building starts with does not pass add");
    List<Room> own = List.of(D210, D225, new Room("d210", 7, false));
    var thrown = claim.throwsA(IllegalArgumentException.class, () -> new Rooms(own));
    claim.contains("d210", String.valueOf(thrown.getMessage()));
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
        .usually("a refusal without the name or number makes whoever reads it look for them")
        .contains(part, String.valueOf(reason));
  }
}
