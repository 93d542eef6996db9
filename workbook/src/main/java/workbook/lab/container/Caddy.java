package workbook.lab.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import workbook.harness.ProgramResult;
import workbook.lab.book.Book;
import workbook.lab.book.Folders;
import workbook.lab.book.Screen;
import workbook.lab.book.UserError;

/**
 * An image of the Caddy that is installed on this machine, where no registry is reached that has
 * Caddy's own.
 *
 * @param book the workbook
 */
public record Caddy(Book book) {

  /** What the image is called. */
  public static final String NAME = "multinode-caddy";

  /** The image of those who make Caddy. */
  public static final String REGISTRY = "caddy:2";

  /** It is used as the official one is. */
  private static final String DOCKERFILE =
      """
      FROM scratch
      COPY root /
      ENV PATH=%s XDG_CONFIG_HOME=/tmp/config XDG_DATA_HOME=/tmp/data
      USER 1000
      CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"]
      """;

  /** Where Caddy is on this machine, if one can be taken from here. */
  public static Optional<Path> find() {
    return Base.isPossible() ? ProgramResult.find(List.of("caddy")) : Optional.empty();
  }

  /** Makes the image, and gives it to the engine. */
  public void provide(Screen screen) throws IOException, InterruptedException {
    Path program =
        find()
            .orElseThrow(() ->
                UserError.of(
                    "Cannot make an image of Caddy: there is no program caddy on the PATH.%n"
                        + "Install it (apt install caddy), or use the registry's: docker pull %s",
                    REGISTRY));
    Path folder = book.state().resolve("images/caddy");
    Folders.delete(folder);
    Root root = new Root(folder.resolve("root"));
    root.addSystem();
    root.add(program);
    root.addLibraries(List.of(program), folder);
    // What is copied may be written by nobody but root there; Caddy keeps its state below /tmp.
    root.folder().resolve("tmp").toFile().setWritable(true, false);
    Files.writeString(folder.resolve("Dockerfile"), DOCKERFILE.formatted(program.getParent()));
    try (Spinner _ = new Spinner(screen, "Making an image of this machine's Caddy")) {
      Cli.DOCKER.get("build", "-q", "-t", NAME, folder.toString());
    }
  }
}
