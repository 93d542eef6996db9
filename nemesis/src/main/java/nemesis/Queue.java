package nemesis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import multinode.genserver.CallResult;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.process.Context;
import multinode.process.From;
import multinode.swarm.ClusterServer;
import multinode.swarm.Durability;

/**
 * A queue of a run: whoever takes from an empty one waits until there is something, wherever the
 * queue has moved to by then. An item is out of the kept state before its taker hears of it: it may
 * be lost with an answer, and is never given twice.
 */
record Queue() implements ClusterServer<Queue.State> {

  /** "Keep this." */
  record Put(long item) implements Request<Boolean> {}

  /** "Give me the first item, when there is one." */
  record Take() implements Request<Items> {}

  /** "What do you have?" */
  record All() implements Request<Items> {}

  /** Some items. */
  record Items(List<Long> items) {

    /** As {@link Operation#value} has it. */
    @Override
    public String toString() {
      return items.stream().map(Long::toHexString).collect(Collectors.joining(" "));
    }
  }

  /** What it has, and who waits for it: one of these is empty. */
  record State(List<Long> items, List<From> takers) {}

  /** "They are out of the state: tell the taker, and whoever has brought the item just now." */
  private record Give(long item, From taker, Optional<From> giver) {}

  @Override
  public Durability durability() {
    return Durability.EVERY_CHANGE;
  }

  @Override
  public Init<State> init(Context self) {
    return Init.ok(new State(List.of(), List.of()));
  }

  @Override
  public CallResult<State> handleCall(Request<?> request, From from, State state, Context self) {
    return switch (request) {
      case Put put when state.takers().isEmpty() ->
          put.reply(true, new State(and(state.items(), put.item()), List.of()));
      case Put put -> {
        Give give = new Give(put.item(), state.takers().getFirst(), Optional.of(from));
        yield Result.noReply(new State(List.of(), rest(state.takers()))).thenContinue(give);
      }
      case Take _ when state.items().isEmpty() ->
          Result.noReply(new State(List.of(), and(state.takers(), from)));
      case Take _ -> {
        Give give = new Give(state.items().getFirst(), from, Optional.empty());
        yield Result.noReply(new State(rest(state.items()), List.of())).thenContinue(give);
      }
      case All all -> all.reply(new Items(state.items()), state);
      default -> throw unknown(request);
    };
  }

  private static <T> List<T> and(List<T> all, T one) {
    return Stream.concat(all.stream(), Stream.of(one)).toList();
  }

  private static <T> List<T> rest(List<T> all) {
    return List.copyOf(all.subList(1, all.size()));
  }

  @Override
  public Result<State> handleContinue(Object what, State state, Context self) {
    if (what instanceof Give(long item, From taker, Optional<From> giver)) {
      new Take().replyTo(taker, new Items(List.of(item)), self);
      giver.ifPresent(from -> new Put(item).replyTo(from, true, self));
    }
    return Result.noReply(state);
  }

  /** The part with a quorum is right: nothing was acknowledged in the other one. */
  @Override
  public State resolveConflict(State mine, State other, Context self) {
    return mine;
  }
}
