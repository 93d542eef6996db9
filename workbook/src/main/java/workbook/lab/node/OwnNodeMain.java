package workbook.lab.node;

import java.util.Optional;
import multinode.console.NodeMain;
import workbook.Todo;

/**
 * The program of a node that runs a student's own code. Where it comes to code that is not written
 * yet, it says which exercise that is, in two lines instead of a trace.
 */
public final class OwnNodeMain {

  private OwnNodeMain() {}

  /** The arguments are the node's own. */
  public static void main(String[] args) throws Exception {
    Thread.UncaughtExceptionHandler usual =
        (thread, thrown) -> {
          System.err.print("Exception in thread \"" + thread.getName() + "\" ");
          thrown.printStackTrace();
        };
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) ->
        Todo.behind(thrown)
            .ifPresentOrElse(
                todo -> System.err.println("node: " + todo.getMessage()),
                () -> usual.uncaughtException(thread, thrown)));
    try {
      NodeMain.main(args);
    } catch (Exception | Error thrown) {
      Optional<Todo> todo = Todo.behind(thrown);
      if (todo.isEmpty()) throw thrown;
      System.err.println(missing(todo.get()));
      System.exit(1);
    }
  }

  /** What a student reads who starts a node too early. */
  static String missing(Todo todo) {
    return """
    node: it cannot start before %s is written: %s.
          ./lab test %1$s runs its tests, ./lab hint %1$s helps.\
    """
        .formatted(todo.id(), todo.place());
  }
}
