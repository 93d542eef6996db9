package nemesis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import multinode.genserver.CallResult;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.Pid;
import multinode.swarm.ClusterServer;
import multinode.swarm.Durability;

/**
 * A server of a run: it keeps the numbers of all tasks that it was given, in their order. Each
 * answer says which process gave it: that is how a name with two owners shows.
 *
 * @param name what it is called
 */
record Ledger(String name) implements ClusterServer<List<Long>> {

  /** "Take this task." */
  record Assign(long task) implements Request<Answer> {}

  /** "How many tasks have you?" */
  record Count() implements Request<Answer> {}

  /** "Which tasks have you?" */
  record All() implements Request<Answer> {}

  /**
   * An answer.
   *
   * @param count how many tasks there are
   * @param by who says so
   * @param tasks those that the question was about
   */
  record Answer(int count, Pid by, List<Long> tasks) {

    /** As {@link Operation#value} has it. */
    @Override
    public String toString() {
      String node = by.node().replaceFirst("@.*", "");
      String all = tasks.stream().map(Long::toHexString).collect(Collectors.joining(" "));
      return "%d %s.%d/%d %s".formatted(count, node, by.incarnation(), by.id(), all).strip();
    }
  }

  @Override
  public Durability durability() {
    return Durability.EVERY_CHANGE;
  }

  @Override
  public Init<List<Long>> init(Context self) {
    return Init.ok(List.of());
  }

  @Override
  public CallResult<List<Long>> handleCall(
      Request<?> request, From from, List<Long> tasks, Context self) {
    return switch (request) {
      case Assign assign -> {
        List<Long> more = new ArrayList<>(tasks);
        more.add(assign.task());
        Answer answer = new Answer(more.size(), self.self(), List.of(assign.task()));
        yield assign.reply(answer, List.copyOf(more));
      }
      case Count count -> count.reply(new Answer(tasks.size(), self.self(), List.of()), tasks);
      case All all -> all.reply(new Answer(tasks.size(), self.self(), tasks), tasks);
      default -> throw unknown(request);
    };
  }

  /** Both parts of a network gave it tasks: all of them are there. */
  @Override
  public List<Long> resolveConflict(List<Long> mine, List<Long> other, Context self) {
    List<Long> both = new ArrayList<>(mine);
    for (Long task : other) {
      if (!mine.contains(task)) both.add(task);
    }
    return List.copyOf(both);
  }
}
