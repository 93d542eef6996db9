package multinode.swarm;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import multinode.explore.Replay;
import multinode.genserver.Init;
import multinode.genserver.Result;
import multinode.process.Body;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.Registry;
import workbook.harness.Claim;

/** One step of your code in a {@link Crossing}: what it does changes the scene. */
final class Scene implements Context {

  private static final Ref WATCH = new Ref("a", 1, 1);

  private static final ScopedValue<Scene> NOW = ScopedValue.newInstance();

  /** To make one takes longer than a step. */
  private static final Ownership OWNERSHIP = ownership();

  private final Crossing before;
  private final Replay replay;
  private final List<Object> mailbox;
  private final List<Object> followed;
  private Crossing.Kept table;
  private Crossing.Carrier carrier;

  Scene(Crossing before, Replay replay) {
    this.before = before;
    this.replay = replay;
    mailbox = new ArrayList<>(before.mailbox());
    followed = new ArrayList<>(before.there().followed());
    table = before.table();
    carrier = before.carrier();
  }

  /** Goes on with your code, by one step; how it ends, if it does. */
  Optional<String> run() {
    return ScopedValue.where(NOW, this).call(() -> replay.run(this::departs));
  }

  private String departs() {
    Departure<Object> departure = new Departure<>(new Traveller(), OWNERSHIP);
    return switch (departure.begin(Crossing.MOVER, "state", this)) {
      case Result.Stop<Object>(ExitReason reason, Object _) -> reason.toString();
      case Result.NoReply<Object> on -> Crossing.STAYS + " with " + on.state();
    };
  }

  /** What came of it. */
  Crossing after(Optional<String> end) {
    Crossing.There there = before.there();
    return new Crossing(
        replay.told(),
        end,
        List.copyOf(mailbox),
        table,
        carrier,
        new Crossing.There(there.asked(), there.took(), there.state(), List.copyOf(followed)),
        before.sent());
  }

  Replay replay() {
    return replay;
  }

  private record Traveller() implements ClusterServer<Object> {
    @Override
    public Init<Object> init(Context self) {
      return Init.ok("state");
    }

    @Override
    public Handoff<Object> beginHandoff(Object state, Context self) {
      return Handoff.resume(Crossing.NEWS);
    }
  }

  // The table.

  private static Ownership ownership() {
    Ownership ownership = mock(withSettings().stubOnly());
    when(ownership.name()).thenReturn("m");
    when(ownership.host()).thenReturn(Crossing.HOST);
    when(ownership.fence()).thenReturn(Crossing.FENCE);
    when(ownership.keep(any())).thenAnswer(call -> NOW.get().keep(call.getArgument(0)));
    when(ownership.keepNothing()).thenAnswer(call -> NOW.get().keepNothing());
    when(ownership.renew(any())).thenAnswer(call -> NOW.get().renew(call.getArgument(0)));
    return ownership;
  }

  private boolean keep(Object state) {
    return replay.step("keep(" + state + ")", () -> keeps(Optional.of(state.toString())));
  }

  private boolean keepNothing() {
    return replay.step("keepNothing()", () -> keeps(Optional.empty()));
  }

  private Optional<Object> renew(Object state) {
    return replay.step("renew(" + state + ")", () -> renewed(state));
  }

  private boolean keeps(Optional<String> state) {
    boolean isMine = table.isHere() && table.fence() == Crossing.FENCE;
    if (isMine) table = new Crossing.Kept(true, table.fence(), state);
    return isMine;
  }

  private Optional<Object> renewed(Object state) {
    if (!table.isHere()) return Optional.empty();
    table = new Crossing.Kept(true, table.fence() + 1, table.state());
    return Optional.of(state);
  }

  // The process.

  @Override
  public Pid self() {
    return Crossing.SERVER;
  }

  @Override
  public Object receive(Predicate<Object> wanted) {
    return replay.await("receive(…)", () -> taken(wanted));
  }

  @Override
  public Optional<Object> receive(Predicate<Object> wanted, Duration timeout) {
    if (timeout.isPositive()) throw limited(wanted, timeout);
    return replay.step("receive(…, " + timeout.toMillis() + " ms)", () -> taken(wanted));
  }

  private static AssertionError limited(Predicate<Object> wanted, Duration timeout) {
    boolean isOffer = wanted.test(new Handover.Failed());
    return Claim.of(
            isOffer ? "the mover has a limit, and the server none" : "forward does not wait")
        .step(isOffer ? "offer" : "forward")
        .did("told a server to move, and looked at how it waits")
        .expected(isOffer ? "a wait for the news, however late" : "a look with the limit zero")
        .usually(
            isOffer
                ? "offer waits with a limit: news that comes later is mistaken for that of the next move"
                : "a limit in forward: what has come is in the mailbox already")
        .fails("receive with a limit of " + timeout.toMillis() + " ms");
  }

  private Optional<Object> taken(Predicate<Object> wanted) {
    Optional<Object> first = mailbox.stream().filter(wanted).findFirst();
    first.ifPresent(mailbox::remove);
    return first;
  }

  @Override
  public void send(Destination to, Object message) {
    replay.act("send(%s, %s)".formatted(to, message), () -> sent(to, message));
  }

  private void sent(Destination to, Object message) {
    if (to.equals(Crossing.OTHER)) followed.add(message);
    boolean isOffer = to.equals(Crossing.MOVER) && carrier.isAlive();
    if (isOffer && message instanceof Handover.Ready ready) {
      carrier =
          new Crossing.Carrier(true, Optional.of(ready.fence()), false, false, carrier.watched());
    }
  }

  @Override
  public Ref monitor(Destination other) {
    return replay.step("monitor(" + other + ")", () -> watches(other));
  }

  private Ref watches(Destination other) {
    if (!other.equals(Crossing.MOVER)) return new Ref("a", 1, 2);
    if (carrier.isAlive()) {
      carrier =
          new Crossing.Carrier(
              true, carrier.offer(), carrier.hasAsked(), carrier.hasSaid(), Optional.of(WATCH));
    } else {
      mailbox.add(new Down(WATCH, other, ExitReason.NOPROC));
    }
    return WATCH;
  }

  @Override
  public void demonitor(Ref ref) {
    replay.act(
        "demonitor(…)",
        () ->
            carrier =
                new Crossing.Carrier(
                    carrier.isAlive(),
                    carrier.offer(),
                    carrier.hasAsked(),
                    carrier.hasSaid(),
                    carrier.watched().filter(watch -> !watch.equals(ref))));
  }

  @Override
  public void println(Object line) {
    // Nobody reads it.
  }

  // What nobody needs here.

  private static UnsupportedOperationException unused(String what) {
    return new UnsupportedOperationException(what + " is not needed in exercise 4.6");
  }

  @Override
  public void send(String name, Object message) {
    throw unused("send(name, message)");
  }

  @Override
  public Pid spawn(Body body) {
    throw unused("spawn");
  }

  @Override
  public Pid spawnLink(Body body) {
    throw unused("spawnLink");
  }

  @Override
  public void link(Pid other) {
    throw unused("link");
  }

  @Override
  public void unlink(Pid other) {
    throw unused("unlink");
  }

  @Override
  public Ref request(Destination to, Object request) {
    throw unused("request");
  }

  @Override
  public void reply(From from, Object answer) {
    throw unused("reply");
  }

  @Override
  public void expose(Supplier<Object> state) {
    throw unused("expose");
  }

  @Override
  public void trapExit(boolean trap) {
    throw unused("trapExit");
  }

  @Override
  public void boundMailbox(int most) {
    throw unused("boundMailbox");
  }

  @Override
  public void exit(Pid other, ExitReason reason) {
    throw unused("exit(other, reason)");
  }

  @Override
  public RuntimeException exit(ExitReason reason) {
    throw unused("exit(reason)");
  }

  @Override
  public void register(String name) {
    throw unused("register");
  }

  @Override
  public Registry names() {
    throw unused("names");
  }

  @Override
  public Pid groupLeader() {
    throw unused("groupLeader");
  }
}
