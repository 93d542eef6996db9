package workbook.lab;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import workbook.lab.site.Site;

/** {@code ./lab site}: the lessons as pages. */
@Command(
    name = "site",
    header = "Make web pages of the lessons, with hints and answers folded.",
    description = {
      "",
      "They can be opened from the folder, or put on any web server. The folder is",
      "made new each time.",
      ""
    })
final class SiteCommand extends LabCommand {

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "the folder to write them to; without it .lab/site")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    Path to = folder == null ? book.state().resolve("site") : folder.toAbsolutePath().normalize();
    Path start = Site.write(book, to);
    screen.line("%s", book.show(start));
    screen.sentence("Open it in a browser: %s", start.toUri());
    return 0;
  }
}
