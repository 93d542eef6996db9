package multinode.roomy;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import multinode.genserver.After;
import multinode.genserver.CallResult;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.Pid;
import multinode.process.Ref;

/**
 * Runs a person as a swarm does, without a swarm: what is kept, whom he tells, and what is answered
 * stand in a diary, in this order.
 */
final class Stage implements Doors {

  private static final Pid ALAN = new Pid("a@127.0.0.1", 1, 7);
  private static final Pid CALLER = new Pid("b@127.0.0.1", 1, 8);
  private static final Ref REF = new Ref("b@127.0.0.1", 1, 9);

  private final Set<String> rooms = new TreeSet<>(Set.of("den", "hall", "kitchen"));
  private final Context self = mock();
  private final Person alan = new Person("alan", this);
  private List<String> diary = new ArrayList<>();
  private Optional<String> broken = Optional.empty();
  private Person.Step kept = new Person.Step(0, Optional.empty(), Optional.empty());

  Stage() {
    doAnswer(call -> diary.add("answered " + call.getArgument(1))).when(self).reply(any(), any());
  }

  /** Somebody asks him to go there. */
  List<String> walk(String room) {
    return walk(new Person.Walk(Optional.of(room)));
  }

  /** Somebody asks him to leave. */
  List<String> leave() {
    return walk(new Person.Walk(Optional.empty()));
  }

  /** Somebody asks him something. */
  CallResult<Person.Step> ask(Request<?> request) {
    return alan.handleCall(request, new From(CALLER, REF, ALAN), kept, self);
  }

  /** The next walk breaks off when this is to be told. */
  void breakAt(String news) {
    broken = Optional.of(news);
  }

  /** He is started again, on another node, with what was kept. */
  List<String> startedAgain() {
    broken = Optional.empty();
    if (alan.init(self) instanceof Init.Ok<Person.Step>(var first)) goOn(first);
    return read();
  }

  private List<String> walk(Person.Walk walk) {
    try {
      switch (ask(walk)) {
        case CallResult.Reply<Person.Step>(Object answer, Result<Person.Step> next) -> {
          keep(next);
          diary.add("answered " + answer);
          goOn(next);
        }
        case Result<Person.Step> next -> {
          keep(next);
          goOn(next);
        }
      }
    } catch (Broken end) {
      diary.add("killed");
    }
    return read();
  }

  private void keep(Result<Person.Step> result) {
    if (!(result instanceof Result.NoReply<Person.Step>(Person.Step step, After _))) return;
    if (!step.equals(kept)) diary.add("kept %d %s".formatted(step.number(), step.room()));
    kept = step;
  }

  private void goOn(Result<Person.Step> result) {
    if (!(result instanceof Result.NoReply<Person.Step>(var _, After.Continue(Object what))))
      return;
    Result<Person.Step> next = alan.handleContinue(what, kept, self);
    keep(next);
    goOn(next);
  }

  private List<String> read() {
    List<String> all = List.copyOf(diary);
    diary = new ArrayList<>();
    return all;
  }

  private void told(String news) {
    if (broken.equals(Optional.of(news))) throw new Broken();
    diary.add(news);
  }

  @Override
  public boolean exists(String room, Context asker) {
    return rooms.contains(room);
  }

  @Override
  public void leave(String room, String person, long step, Context asker) {
    told("%s: %s leaves, %d".formatted(room, person, step));
  }

  @Override
  public void enter(String room, String person, long step, Context asker) {
    told("%s: %s enters, %d".formatted(room, person, step));
  }

  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
