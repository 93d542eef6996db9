package nemesis;

import java.time.Duration;
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
 * @param slow how long its {@code init} takes
 * @param size of how many bytes more its state is
 */
record Ledger(String name, Duration slow, int size) implements ClusterServer<Ledger.Tasks> {

  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final int BIG = 256 << 10;

  /** What is kept: the tasks, and bytes that make it large. */
  record Tasks(List<Long> all, byte[] more) {}

  /** Of each ten, one starts slowly and another one has a big state. */
  static Ledger of(String name) {
    return new Ledger(
        name, name.endsWith("3") ? SLOW : Duration.ZERO, name.endsWith("7") ? BIG : 0);
  }

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
  public Init<Tasks> init(Context self) {
    self.sleep(slow);
    return Init.ok(new Tasks(List.of(), new byte[size]));
  }

  @Override
  public CallResult<Tasks> handleCall(Request<?> request, From from, Tasks tasks, Context self) {
    List<Long> all = tasks.all();
    return switch (request) {
      case Assign assign -> {
        List<Long> more = new ArrayList<>(all);
        more.add(assign.task());
        Answer answer = new Answer(more.size(), self.self(), List.of(assign.task()));
        yield assign.reply(answer, new Tasks(List.copyOf(more), tasks.more()));
      }
      case Count count -> count.reply(new Answer(all.size(), self.self(), List.of()), tasks);
      case All ask -> ask.reply(new Answer(all.size(), self.self(), all), tasks);
      default -> throw unknown(request);
    };
  }

  /** Both parts of a network gave it tasks: all of them are there. */
  @Override
  public Tasks resolveConflict(Tasks mine, Tasks other, Context self) {
    List<Long> both = new ArrayList<>(mine.all());
    for (Long task : other.all()) {
      if (!both.contains(task)) both.add(task);
    }
    return new Tasks(List.copyOf(both), mine.more());
  }
}
