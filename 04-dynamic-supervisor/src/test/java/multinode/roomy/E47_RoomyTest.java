package multinode.roomy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import multinode.cluster.Cluster;
import multinode.cluster.Gossip;
import multinode.cluster.Topology;
import multinode.node.Node;
import multinode.swarm.Settings;
import multinode.swarm.Swarm;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

@Exercise(
    id = "4.7",
    title = "Roomy",
    points = 15,
    minutes = 25,
    files = {"multinode/roomy/Guests.java", "multinode/roomy/Person.java"})
class E47_RoomyTest {

  private static final Duration FORMING = Duration.ofSeconds(15);

  private final Stage stage = new Stage();

  // A room

  @Test
  @DisplayName("a room knows who entered and who left")
  void guests() {
    Claim claim = Claim.of("a person is inside from entering to leaving").step("with");
    Guests one = claim.succeeds(() -> Guests.none().entered("alan", 1).entered("lucy", 4));
    claim
        .did("alan came in with his step 1, lucy with her step 4")
        .usually("what is known of one person was lost when there was news about another")
        .isEqual(Map.of("alan", 1L, "lucy", 4L), one.inside());
    claim
        .did("then alan went out with 2")
        .usually(
            "news with a higher number than that person's last counts, also when somebody leaves")
        .isEqual(Map.of("lucy", 4L), one.left("alan", 2).inside());
    claim
        .did("the guests before alan went out were looked at again")
        .usually("guests are a value: news make another one, and leave this one as it is")
        .isEqual(Map.of("alan", 1L, "lucy", 4L), one.inside());
    claim
        .did("then Alan, with a capital letter, came in with 1")
        .usually("two names that differ only in capital letters are the names of two people")
        .isEqual(Map.of("Alan", 1L, "alan", 1L, "lucy", 4L), one.entered("Alan", 1).inside());
  }

  @Test
  @DisplayName("the same news twice changes nothing")
  void twice() {
    Claim claim =
        Claim.of("the same news twice counts once")
            .step("with")
            .usually("news with a number that is known already changes nothing");
    Guests one = claim.succeeds(() -> Guests.none().entered("alan", 1));
    claim
        .did("alan came in with step 1, and the same news came again")
        .isEqual(one, one.entered("alan", 1));
    claim
        .did("alan came in with step 1 and out with 2, twice")
        .isEqual(one.left("alan", 2), one.left("alan", 2).left("alan", 2));
  }

  @Test
  @DisplayName("of two pieces of news with one step the first counts, and large steps are steps")
  void sameStep() {
    Claim claim = Claim.of("news with a known number changes nothing").step("with");
    Guests one = claim.succeeds(() -> Guests.none().entered("alan", 5));
    claim
        .did("alan came in with 5, and then \"went out with 5\" arrived")
        .usually("a step that is known was taken for news: only a higher one is")
        .isEqual(Map.of("alan", 5L), one.left("alan", 5).inside());
    claim
        .did("alan came in with 5, and the same news came again")
        .expected("the very same guests")
        .usually("another value was made, though nothing is new: each room is kept and told again")
        .holds(() -> one.entered("alan", 5) == one, () -> "others, which are equal");
    claim
        .did("alan came in with 1000, and then \"went out with 1000\" arrived")
        .usually("steps were compared as objects: two Longs are equal by equals, not by ==")
        .isEqual(
            Map.of("alan", 1000L), Guests.none().entered("alan", 1000).left("alan", 1000).inside());
    long much = 3L << 32;
    claim
        .did("alan came in with step %d, and went out with the next".formatted(much))
        .usually("steps were compared as int; they are of type long")
        .isEqual(Map.of(), Guests.none().entered("alan", much).left("alan", much + 1).inside());
    claim
        .did("alan came in with step 7, and went out with step %d".formatted(much))
        .usually("steps were compared as int; they are of type long")
        .isEqual(Map.of(), Guests.none().entered("alan", 7).left("alan", much).inside());
  }

  @Test
  @DisplayName("late news brings nobody back, and sends nobody out")
  void late() {
    Claim claim =
        Claim.of("the higher step counts, whichever comes first")
            .step("with")
            .usually("what is known of people who have left was forgotten");
    claim
        .did("alan came in with 5, and then \"went out with 4\" arrived")
        .usually(
            "the numbers were not compared: news that is older than what is known changes nothing")
        .isEqual(
            Map.of("alan", 5L),
            claim.succeeds(() -> Guests.none().entered("alan", 5).left("alan", 4)).inside());
    claim
        .did("alan came in with 1, came in with 5, and then \"went out with 3\" arrived")
        .usually("news that somebody is still inside was left out: its number counts, too")
        .isEqual(
            Map.of("alan", 5L),
            Guests.none().entered("alan", 1).entered("alan", 5).left("alan", 3).inside());
    claim
        .did("alan came in with 1, went out with 2, and then \"came in with 1\" arrived once more")
        .isEqual(
            Map.of(),
            claim
                .succeeds(() -> Guests.none().entered("alan", 1).left("alan", 2).entered("alan", 1))
                .inside());
    claim
        .did(
            "\"alan went out with 2\" arrived in a room that did not know him; then \"came in with 1\"")
        .isEqual(Map.of(), Guests.none().left("alan", 2).entered("alan", 1).inside());
  }

  // A person

  @Test
  @DisplayName("a walk is kept, the old room is told, then the new one, and then it is answered")
  void order() {
    Claim claim = Claim.of("the step is kept first and answered last").step("handleCall");
    claim
        .did("alan, who was nowhere, was asked to walk into the den")
        .usually("what is kept first can be done again; an answer is a promise, so it comes last")
        .isEqual(
            List.of("kept 1 Optional[den]", "den: alan enters, 1", "answered true"),
            claim.succeeds(() -> stage.walk("den")));
    claim
        .did("and then into the hall")
        .usually("the order decides: a person who enters before he leaves is in two rooms")
        .isEqual(
            List.of(
                "kept 2 Optional[hall]",
                "den: alan leaves, 2",
                "hall: alan enters, 2",
                "answered true"),
            claim.succeeds(() -> stage.walk("hall")));
    claim
        .did("and then to leave")
        .usually("a walk to nowhere is a walk: it needs no room, and has a number")
        .isEqual(
            List.of("kept 3 Optional.empty", "hall: alan leaves, 3", "answered true"),
            claim.succeeds(stage::leave));
  }

  @Test
  @DisplayName("a walk into a room that is not there is refused, and he stays where he is")
  void unknown() {
    Claim claim = Claim.of("a walk into a missing room changes nothing").step("handleCall");
    claim.succeeds(() -> stage.walk("den"));
    claim
        .did("alan is in the den, and was asked to walk into the attic, which there is not")
        .usually("look whether the room exists before anything else, and answer false")
        .isEqual(List.of("answered false"), claim.succeeds(() -> stage.walk("attic")));
  }

  @Test
  @DisplayName("a person who is killed between two rooms goes on, with the same step")
  void killed() {
    Claim claim =
        Claim.of("a step that was kept is completed, whatever breaks").step("handleContinue");
    claim.succeeds(() -> stage.walk("den"));
    stage.breakAt("hall: alan enters, 2");
    claim
        .did("alan's node was killed when he had left the den and was about to enter the hall")
        .usually("a step that is not kept first is lost")
        .isEqual(
            List.of("kept 2 Optional[hall]", "den: alan leaves, 2", "killed"),
            claim.succeeds(() -> stage.walk("hall")));
    claim
        .did("and he was started again, elsewhere, where nobody waits for him")
        .usually("Tell is for the rooms, also when nobody waits for an answer")
        .isEqual(
            List.of("den: alan leaves, 2", "hall: alan enters, 2"),
            claim.succeeds(stage::startedAgain));
  }

  @Test
  @DisplayName("a person who cannot leave does not enter, and nobody is told that he did")
  void cannotLeave() {
    Claim claim = Claim.of("a failure ends the step at that point").step("handleContinue");
    claim.succeeds(() -> stage.walk("den"));
    stage.breakAt("den: alan leaves, 2");
    claim
        .did("alan was asked to walk from the den into the hall; to tell the den failed")
        .usually("the failure was caught: then alan is in two rooms, and his caller is told true")
        .isEqual(
            List.of("kept 2 Optional[hall]", "killed"), claim.succeeds(() -> stage.walk("hall")));
  }

  @Test
  @DisplayName("a walk into the room where he already is counts as a step, too")
  void sameRoom() {
    Claim claim = Claim.of("each walk has a number").step("handleCall");
    claim.succeeds(() -> stage.walk("den"));
    claim
        .did("alan is in the den, and was asked to walk into the den")
        .usually(
            "this walk was skipped: the den may not have heard of the first one, and must be told again")
        .isEqual(
            List.of("kept 2 Optional[den]", "den: alan enters, 2", "answered true"),
            claim.succeeds(() -> stage.walk("den")));
  }

  @Test
  @DisplayName("a request that he does not know is an error")
  void unknownRequest() {
    Claim.of("a person knows one request")
        .step("handleCall")
        .did("asked alan who is in a room")
        .usually("an unknown request was left without an answer; throw unknown(request)")
        .throwsA(IllegalArgumentException.class, () -> stage.ask(new RoomRequest.WhoIsIn()));
  }

  // The whole cluster

  @Test
  @DisplayName("two nodes move the same people at the same moment: nobody is ever in two rooms")
  void race(Nodes nodes) {
    Claim claim = Claim.of("one room at a time").step("handleContinue");
    claim.succeeds(() -> stage.walk("den"));
    List<Roomy> two = members(nodes, "a", "b");
    List<String> rooms = List.of("den", "hall", "kitchen");
    two.getFirst().addRooms(rooms);
    List<CompletableFuture<Void>> walks = new ArrayList<>();
    for (int at = 0; at < 2; at++) {
      Roomy roomy = two.get(at);
      int first = at;
      walks.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 60; i++) {
                  roomy.walkInto(rooms.get((i * (first + 1)) % 3), List.of("alan", "lucy"));
                }
              },
              task -> Thread.ofVirtual().start(task)));
    }
    while (!walks.stream().allMatch(CompletableFuture::isDone)) {
      once(claim.did("a and b moved alan and lucy, 60 times each"), two.getLast());
    }
    for (CompletableFuture<Void> walk : walks) claim.succeeds(walk::join);
    Claim after = claim.did("a and b had moved alan and lucy, and each room was asked");
    List<String> all = new ArrayList<>();
    for (String room : rooms) all.addAll(two.getFirst().whoIsIn(room));
    after.isEqual(List.of("alan", "lucy"), all.stream().sorted().toList());
    two.getLast().walkInto("den", "alan");
    NoSuchElementException refused =
        claim.throwsA(NoSuchElementException.class, () -> two.getFirst().walkInto("attic", "alan"));
    claim.contains("attic", refused.getMessage());
    after.isEqual(true, two.getFirst().whoIsIn("den").contains("alan"));
  }

  private static void once(Claim claim, Roomy roomy) {
    SortedMap<String, SortedSet<String>> dump = roomy.dump();
    List<String> all = dump.values().stream().flatMap(SortedSet::stream).toList();
    claim
        .expected("nobody in two rooms")
        .holds(() -> all.stream().distinct().count() == all.size(), () -> dump);
  }

  private static List<Roomy> members(Nodes nodes, String... names) {
    nodes.takes(FORMING);
    Topology topology = Topology.of("test-" + nodes.mapperPort(), Gossip.STANDARD);
    List<CompletableFuture<Cluster>> joining =
        Stream.of(names)
            .map(name ->
                CompletableFuture.supplyAsync(
                    () -> join(nodes, name, topology), task -> Thread.ofPlatform().start(task)))
            .toList();
    List<Cluster> clusters = joining.stream().map(CompletableFuture::join).toList();
    for (Cluster one : clusters) {
      Await.until(
          one.node().self() + " is connected to all",
          FORMING,
          () -> one.connected() == names.length);
    }
    return clusters.stream().map(one -> new Roomy(Swarm.start(one, Settings.STANDARD))).toList();
  }

  private static Cluster join(Nodes nodes, String name, Topology topology) {
    try {
      Node node = nodes.start(name);
      return Cluster.join(node, topology);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
