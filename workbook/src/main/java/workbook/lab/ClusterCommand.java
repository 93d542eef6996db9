package workbook.lab;

import java.io.IOException;
import java.util.concurrent.Callable;
import multinode.node.Cookie;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.book.UserError;
import workbook.lab.container.Engine;
import workbook.lab.container.Image;
import workbook.lab.up.Containers;
import workbook.lab.up.Up;

/** {@code ./lab cluster}: the finished system in containers. */
@Command(
    name = "cluster",
    header = "Start nodes in containers, which find each other, and show who is connected to whom.",
    description = {
      "",
      "They have their own network. Ctrl-C or the end of its input removes everything.",
      ""
    },
    mixinStandardHelpOptions = true)
final class ClusterCommand implements Callable<Integer> {

  private static final int MOST = 16;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "how many, 2 to " + MOST + "; default: ${DEFAULT-VALUE}")
  private int nodes;

  @Option(
      names = "--cookie",
      paramLabel = "TEXT",
      defaultValue = Containers.COOKIE,
      description = "the secret they share; default: ${DEFAULT-VALUE}")
  private String cookie;

  @Option(
      names = "--check",
      description =
          "end as soon as every node is connected to every other: exit code 0, or 1 if that fails")
  private boolean check;

  @Spec private CommandSpec spec;

  private final Book book;
  private final Screen screen;

  ClusterCommand(Book book, Screen screen) {
    this.book = book;
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (nodes < 2 || nodes > MOST) throw wrong("--nodes takes 2 to " + MOST + ", not " + nodes);
    try {
      Cookie.of(cookie);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
    if (Engine.find() instanceof Engine.Absent(String why, String advice)) {
      throw UserError.of("Cannot start containers, %s.%nWhat to do: %s", why, advice);
    }
    new Image(book).provide(screen);
    return Up.run(screen, new Containers(cookie), nodes, check) ? 0 : 1;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
