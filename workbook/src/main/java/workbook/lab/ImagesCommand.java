package workbook.lab;

import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.lab.container.Caddy;
import workbook.lab.container.Engine;
import workbook.lab.container.Image;

/** {@code ./lab images}: the node as an image. */
@Command(
    name = "images",
    header = "Build the image of a node with its console, and load it into the engine.",
    description = {
      "",
      "Two ways, and what they need:",
      "",
      "  --base made       Linux, and a complete JDK 25 (with jlink). No registry, no engine.",
      "  --base registry   any system, and a way to Docker Hub for the base. No engine.",
      "",
      "Without an engine you still get the image as a file, for an engine elsewhere: docker load -i",
      "FILE. In the image a node is user 1000, needs to write nowhere but to /tmp, makes do with",
      "256 MiB, and hands its servers over on SIGTERM. The same JDK and code give the same image.",
      ""
    })
final class ImagesCommand extends LabCommand {

  private static final double MEGABYTE = 1e6;

  @Option(
      names = "--base",
      paramLabel = "made|registry",
      description = {
        "the base of the image: made here, from this JDK (default on Linux);",
        "or registry: eclipse-temurin:25-jdk, downloaded"
      })
  private Image.From base = Image.From.usual();

  @Option(
      names = "--arch",
      paramLabel = "amd64|arm64",
      description = "for which machines; with --base registry also for others than this one")
  private String architecture = Image.architecture();

  @Option(
      names = "--caddy",
      description = "also an image of this machine's Caddy, for a lab where no registry is reached")
  private boolean caddy;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Image image = new Image(book);
    image.build(base, architecture, screen);
    screen.line(
        "image   %s, %.0f MB as a file: %s",
        Image.NAME, Files.size(image.tar()) / MEGABYTE, book.show(image.tar()));
    if (!architecture.equals(Image.architecture())) {
      screen.line("        for %s: docker load -i it on such a machine", architecture);
      return 0;
    }
    switch (Engine.find()) {
      case Engine.Ready(String version) -> {
        image.load(screen);
        double size = image.bytesInEngine() / MEGABYTE;
        screen.line("engine  Docker %s has it: %.0f MB there", version, size);
        if (caddy) {
          new Caddy(book).provide(screen);
          screen.line("caddy   %s, for lab 4: export LAB_CADDY=%<s", Caddy.NAME);
        }
        screen.line("");
        screen.line("Try it:  docker run --rm -it %s a --cookie monster", Image.NAME);
      }
      case Engine.Absent(String why, String advice) -> {
        screen.line("engine  none to load it into: %s.", why);
        screen.line("        %s", advice);
        screen.line("        Then: docker load -i %s", book.show(image.tar()));
      }
    }
    return 0;
  }
}
