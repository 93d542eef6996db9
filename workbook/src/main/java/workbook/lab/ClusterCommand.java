package workbook.lab;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.lab.book.UserError;
import workbook.lab.container.Engine;
import workbook.lab.container.Image;
import workbook.lab.up.Containers;

/** {@code ./lab cluster}: the finished system in containers. */
@Command(
    name = "cluster",
    header = "Start nodes in containers, which find each other, and show who is connected to whom.",
    description = {
      "",
      "They have their own network. Ctrl-C or the end of its input removes everything.",
      ""
    })
final class ClusterCommand extends ShowNodesCommand {

  @Option(
      names = "--cookie",
      paramLabel = "TEXT",
      defaultValue = Containers.COOKIE,
      description = "the secret they share; default: ${DEFAULT-VALUE}")
  private String cookie;

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkNodes();
    checkCookie(cookie);
    if (Engine.find() instanceof Engine.Absent(String why, String advice)) {
      throw UserError.of("Cannot start containers, %s.%nWhat to do: %s", why, advice);
    }
    new Image(book).provide(screen);
    return show(new Containers(cookie));
  }
}
