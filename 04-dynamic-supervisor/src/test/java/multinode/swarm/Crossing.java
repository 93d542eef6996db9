package multinode.swarm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import multinode.explore.Exploration;
import multinode.explore.Explorer;
import multinode.explore.Replay;
import multinode.explore.Step;
import multinode.explore.Story;
import multinode.process.Call;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.Ref;
import workbook.harness.Claim;

/**
 * A server that is to move, somewhere in your code, and everything around it: the table, the mover,
 * the other node, and those who send it something. A small world, all of whose orders are played.
 *
 * @param told what your code has been told, step by step
 * @param end what your code has told in the end: how it goes on
 * @param mailbox what waits for the server
 * @param table what is kept of it
 * @param carrier its mover
 * @param there the other node
 * @param sent how many of the messages have been sent
 */
record Crossing(
    List<Optional<Object>> told,
    Optional<String> end,
    List<Object> mailbox,
    Kept table,
    Carrier carrier,
    There there,
    int sent) {

  static final Pid SERVER = new Pid("a", 1, 7);
  static final Pid HOST = new Pid("a", 1, 1);
  static final Pid MOVER = new Pid("a", 1, 8);
  static final Pid OTHER = new Pid("b", 1, 9);
  static final long FENCE = 7;
  static final String NEWS = "news";

  /** How it ends when it goes on where it was. */
  static final String STAYS = "stays";

  private static final int WIDTH = 80;

  private static final Call CALL =
      new Call(new From(new Pid("c", 1, 5), new Ref("c", 1, 5), SERVER), "a call");

  private static final List<Object> MESSAGES = List.of("one", CALL, "two");

  /**
   * The entry.
   *
   * @param isHere whether the server belongs to this node
   */
  record Kept(boolean isHere, long fence, Optional<String> state) {}

  /**
   * The mover.
   *
   * @param offer the number under which the server was offered to it
   * @param hasSaid whether it has told the server what came of it
   * @param watched under which reference the server watches it
   */
  record Carrier(
      boolean isAlive,
      Optional<Long> offer,
      boolean hasAsked,
      boolean hasSaid,
      Optional<Ref> watched) {}

  /**
   * The other node.
   *
   * @param asked the number under which it was asked to take the server
   * @param took whether it could
   * @param state with what the server began there
   * @param followed what was sent on to it
   */
  record There(
      Optional<Long> asked, Optional<Boolean> took, Optional<String> state, List<Object> followed) {

    boolean runs() {
      return took.orElse(false);
    }
  }

  /** It has just been told to move. */
  static Crossing start() {
    return new Crossing(
        List.of(),
        Optional.empty(),
        List.of(),
        new Kept(true, FENCE, Optional.empty()),
        new Carrier(true, Optional.empty(), false, false, Optional.empty()),
        new There(Optional.empty(), Optional.empty(), Optional.empty(), List.of()),
        0);
  }

  /**
   * Plays all orders; where something is wrong, the claim fails with the shortest story.
   *
   * @param usually what each complaint usually means
   */
  static void check(Claim claim, Map<String, String> usually) {
    Exploration seen =
        claim.succeeds(() ->
            Explorer.of(start(), Crossing::steps)
                .always(Crossing::harm)
                .eventually(ENDS, one -> one.end().isPresent())
                .explore());
    if (seen.story().isEmpty()) return;
    Story story = seen.story().get();
    throw claim
        .did(
            "played all orders of the steps of a server and those around it; the shortest one that"
                + " does harm:\n"
                + String.join("\n", story.ladder(WIDTH)))
        .expected("it holds in every order")
        .usually(
            usually.entrySet().stream()
                .filter(one -> story.broken().contains(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow())
        .fails(story.broken());
  }

  // What must not happen.

  static final String NOWHERE = "it has ended here, and runs nowhere";
  static final String TWICE = "it goes on here, and runs over there as well";
  static final String AFRESH = "it runs over there, and does not know what it knew here";
  static final String LEFT = "a message was left in its mailbox";
  static final String ORDER = "\"two\" was sent on, and \"one\" was not, or later";
  static final String CALLED = "a call was taken out of its mailbox";
  static final String ENDS = "it has moved, or stays";

  private Optional<String> harm() {
    boolean hasEnded = end.isPresent() && !stays();
    if (hasEnded && !there.runs()) return Optional.of(NOWHERE);
    if (stays() && there.runs()) return Optional.of(TWICE);
    if (there.runs() && !there.state().equals(Optional.of(NEWS))) return Optional.of(AFRESH);
    boolean moved = end.equals(Optional.of("moved"));
    if (moved && mailbox.stream().anyMatch(String.class::isInstance)) return Optional.of(LEFT);
    int first = there.followed().indexOf("one");
    int second = there.followed().indexOf("two");
    if (second >= 0 && (first < 0 || first > second)) return Optional.of(ORDER);
    boolean isCalled = sent > MESSAGES.indexOf(CALL);
    return isCalled && !mailbox.contains(CALL) ? Optional.of(CALLED) : Optional.empty();
  }

  private boolean stays() {
    return end.filter(one -> one.startsWith(STAYS)).isPresent();
  }

  // What can happen.

  private List<Step<Crossing>> steps() {
    List<Step<Crossing>> steps = new ArrayList<>();
    if (end.isEmpty()) {
      here().ifPresent(steps::add);
      if (sent < MESSAGES.size()) steps.add(message());
    }
    if (carrier.isAlive() && !carrier.hasSaid()) carries(steps);
    if (there.asked().isPresent() && there.took().isEmpty()) steps.add(takes());
    return steps;
  }

  private Optional<Step<Crossing>> here() {
    Scene scene = new Scene(this, new Replay(told));
    Optional<String> ended = scene.run();
    String what = scene.replay().step();
    if (what.isEmpty() && ended.isEmpty()) return Optional.empty();
    String text = what + ended.map(how -> "; it ends: " + how).orElse("");
    return Optional.of(Step.of("server", text, scene.after(ended)));
  }

  private Step<Crossing> message() {
    Object message = MESSAGES.get(sent);
    String what = message == CALL ? "calls it" : "sends it \"" + message + "\"";
    return Step.of("client", what, with(plus(message), carrier, there, table, sent + 1));
  }

  private void carries(List<Step<Crossing>> steps) {
    Carrier done = new Carrier(true, carrier.offer(), carrier.hasAsked(), true, carrier.watched());
    if (carrier.offer().isPresent() && !carrier.hasAsked()) {
      steps.add(
          Step.of(
              "mover",
              "asks b to run it, under the number " + carrier.offer().get(),
              with(
                  mailbox,
                  new Carrier(true, carrier.offer(), true, false, carrier.watched()),
                  new There(carrier.offer(), Optional.empty(), Optional.empty(), there.followed()),
                  table,
                  sent)));
    }
    there
        .took()
        .ifPresent(took -> {
          Object news = took ? new Handover.Moved(OTHER) : new Handover.Failed();
          String what = took ? "tells it that it runs on b" : "tells it that b cannot";
          steps.add(Step.of("mover", what, with(plus(news), done, there, table, sent)));
        });
    if (carrier.hasAsked()) {
      steps.add(
          Step.fault(
              "mover",
              "has waited too long: tells it that it has failed",
              with(plus(new Handover.Failed()), done, there, table, sent)));
    }
    List<Object> news =
        carrier
            .watched()
            .map(ref -> new Ref(ref.node(), ref.incarnation(), ref.id()))
            .map(ref -> plus(new Down(ref, MOVER, ExitReason.KILL)))
            .orElse(mailbox);
    Carrier dead = new Carrier(false, carrier.offer(), carrier.hasAsked(), false, Optional.empty());
    steps.add(Step.fault("mover", "is killed", with(news, dead, there, table, sent)));
  }

  private Step<Crossing> takes() {
    long number = there.asked().orElseThrow();
    boolean can = table.isHere() && table.fence() == number;
    There then =
        new There(
            there.asked(),
            Optional.of(can),
            can ? Optional.of(table.state().orElse("nothing")) : Optional.empty(),
            there.followed());
    Kept kept = can ? new Kept(false, number + 1, table.state()) : table;
    String what =
        can
            ? "takes it with the state " + then.state().get()
            : "finds that it has the number " + table.fence() + " now, and does not take it";
    return Step.of("b", what, with(mailbox, carrier, then, kept, sent));
  }

  private List<Object> plus(Object message) {
    return Stream.concat(mailbox.stream(), Stream.of(message)).toList();
  }

  private Crossing with(List<Object> messages, Carrier mover, There other, Kept entry, int count) {
    return new Crossing(told, end, messages, entry, mover, other, count);
  }
}
