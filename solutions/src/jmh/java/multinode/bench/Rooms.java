package multinode.bench;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.Ref;

/**
 * The service that is measured, and what its callers do to it: a process that answers a question
 * with a list of three short texts, and takes in everything else.
 */
final class Rooms {

  /** The name it is registered under on a node. */
  static final String NAME = "rooms";

  private static final List<String> ROOMS = List.of("r1", "r2", "r3");

  private Rooms() {}

  /** "Which rooms are there?" */
  record Ask(Ref ref, Pid from) {}

  /** The answer to the question with that reference. */
  record Answer(Ref ref, List<String> rooms) {}

  /** Something that wants no answer. */
  record Note(String text) {}

  /** What the service does, until it is killed. */
  static void serve(Context context) {
    for (; ; ) {
      if (context.receive() instanceof Ask(Ref ref, Pid from)) {
        context.send(from, new Answer(ref, ROOMS));
      }
    }
  }

  /** Asks so many times, each time waiting for the answer, however long that takes. */
  static void ask(Context context, Processes processes, Destination service, int times) {
    for (int i = 0; i < times; i++) context.receive(asked(context, processes, service));
  }

  /** The same, with a limit to each wait. */
  static void askTimed(
      Context context, Processes processes, Destination service, int times, Duration limit) {
    for (int i = 0; i < times; i++) {
      context.receive(asked(context, processes, service), limit).orElseThrow();
    }
  }

  private static Predicate<Object> asked(
      Context context, Processes processes, Destination service) {
    Ref ref = processes.ref();
    context.send(service, new Ask(ref, context.self()));
    return message -> message instanceof Answer answer && answer.ref().equals(ref);
  }

  /** Sends so many notes, and waits until all of them have been taken in. */
  static void tell(Context context, Processes processes, Destination service, int times) {
    Note note = new Note("x");
    for (int i = 0; i < times; i++) context.send(service, note);
    ask(context, processes, service, 1);
  }
}
