package workbook.lab.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import workbook.harness.ProgramResult;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.book.UserError;
import workbook.lab.node.NodeJvm;
import workbook.lab.run.Maven;

/**
 * The image: the finished system's node with its console.
 *
 * @param book the workbook
 */
public record Image(Book book) {

  /** What it is called. */
  public static final String NAME = "multinode";

  /** The registry's base; a JDK, because the console is part of it. */
  private static final String REGISTRY = "eclipse-temurin:25-jdk";

  private static final Map<String, String> ARCHITECTURES = Map.of("aarch64", "arm64");

  /** Where the base comes from: it is made on the spot, or downloaded from a registry. */
  public enum From {
    MADE,
    REGISTRY;

    /** What goes without asking. */
    public static From usual() {
      return Base.isPossible() ? MADE : REGISTRY;
    }
  }

  private Path folder() {
    return book.state().resolve("images");
  }

  /** The image as a file, which {@code docker load} reads. */
  public Path tar() {
    return folder().resolve(NAME + ".tar");
  }

  /** Builds the file for machines like this one. */
  public void build(From from, Screen screen) throws IOException, InterruptedException {
    build(from, architecture(), screen);
  }

  /** What this machine is called where images are. */
  public static String architecture() {
    String machine = System.getProperty("os.arch");
    return ARCHITECTURES.getOrDefault(machine, machine);
  }

  /** Builds the file. */
  public void build(From from, String architecture, Screen screen)
      throws IOException, InterruptedException {
    if (from == From.MADE && !architecture.equals(architecture())) {
      throw UserError.of(
          "A base that is made here is of this machine's kind, %s. The registry has it for %s:%n"
              + "./lab images --base registry --arch %2$s",
          architecture(), architecture);
    }
    Base base = new Base(folder().resolve("base"));
    if (from == From.MADE) {
      if (!Base.isPossible()) {
        throw new UserError(
            "Only Linux can make a base, from the JDK that runs there. Use the registry's: "
                + "./lab images --base registry");
      }
      if (!base.isMade()) {
        try (Spinner _ = new Spinner(screen, "Making the base: a small JDK, by jlink")) {
          base.make();
        } catch (IOException e) {
          throw UserError.of(
              "The base could not be made in %s: %s%s",
              book.show(base.folder()), e.getMessage(), Cli.advice(e.getMessage()));
        }
      }
    }
    try (Spinner _ = new Spinner(screen, "Building the image, by Jib")) {
      jib(from, architecture, base);
    }
  }

  private void jib(From from, String architecture, Base base)
      throws IOException, InterruptedException {
    Path log = Files.createDirectories(folder()).resolve("build.log");
    List<String> goals = new ArrayList<>(List.of("-Pimages", "package", "-pl", "solutions"));
    goals.add("-Dmaven.test.skip=true");
    goals.add("-Djib.disableUpdateChecks=true");
    goals.add("-Djib.container.entrypoint=" + String.join(",", NodeJvm.inContainer()));
    goals.add("-Djib.outputPaths.tar=" + tar());
    goals.add("-Djib.outputPaths.imageId=" + idFile());
    goals.add("-Dimage.architecture=" + architecture);
    Path root = from == From.MADE ? base.folder() : folder().resolve("nothing");
    goals.add("-Dimage.root=" + Files.createDirectories(root));
    if (from == From.REGISTRY) goals.add("-Dimage.base=" + REGISTRY);
    if (Maven.run(book, log, goals) != 0) throw failed(from, log);
  }

  private UserError failed(From from, Path log) throws IOException {
    String said = Files.readString(log);
    String advice = Cli.advice(said);
    if (advice.isEmpty() && from == From.REGISTRY) {
      advice =
          "\nIf this machine reaches no registry, Linux can make the base itself:"
              + " ./lab images --base made";
    }
    return UserError.of(
        "The image could not be built: %s%s\nThe whole log: %s",
        Maven.error(said), advice, book.show(log));
  }

  /** The number of what was built last, which depends on its content alone. */
  public String id() throws IOException {
    return Files.readString(idFile()).strip();
  }

  private Path idFile() {
    return folder().resolve(NAME + ".id");
  }

  /** Builds what is not there or older than the system, and gives it to the engine. */
  public void provide(Screen screen) throws IOException, InterruptedException {
    Path system = book.jar();
    boolean fresh =
        Files.exists(tar())
            && Files.getLastModifiedTime(tar()).compareTo(Files.getLastModifiedTime(system)) > 0;
    if (!fresh) build(From.usual(), screen);
    load(screen);
  }

  /** Gives it to the engine, unless that has it. */
  public void load(Screen screen) throws IOException, InterruptedException {
    ProgramResult known = Cli.DOCKER.run("image", "inspect", NAME, "--format", "{{.Id}}");
    String before = known.out().strip();
    if (known.good() && before.equals(id())) return;
    try (Spinner _ = new Spinner(screen, "Loading the image into the engine")) {
      Cli.DOCKER.get("load", "-i", tar().toString());
    }
    // It has no name any more; where a container still needs it, it stays.
    if (known.good()) Cli.DOCKER.run("image", "rm", before);
  }

  /** How much room it takes in the engine. */
  public long bytesInEngine() throws InterruptedException {
    return Long.parseLong(Cli.DOCKER.get("image", "inspect", NAME, "--format", "{{.Size}}"));
  }
}
