package workbook.lab.grade;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.container.Cli;
import workbook.lab.container.Engine;
import workbook.lab.container.Image;

/**
 * A container of the image that {@code ./lab images} builds: without a network, with a root that
 * cannot be written to, and with limits on memory and processes that hold for all of it.
 *
 * @param version of the engine
 * @param run by which the containers of this run are told from others
 */
record Docker(String version, String run) implements Cage {

  private static final String JAVA = "/opt/java/openjdk/bin/java";
  private static final String MOST_MEMORY = "2g";
  private static final String USER = "60100:60100";

  /** The engine of this machine, with the image in it; else why there is none. */
  static Optional<Docker> find(Book book, Screen screen) throws IOException, InterruptedException {
    if (!(Engine.find() instanceof Engine.Ready(String version))) return Optional.empty();
    new Image(book).provide(screen);
    return Optional.of(new Docker(version, UUID.randomUUID().toString().substring(0, 8)));
  }

  @Override
  public String rung() {
    return "rung 1: Docker " + version;
  }

  private String name(Ticket ticket) {
    return "multinode-grade-" + run + "-" + ticket.number();
  }

  @Override
  public List<String> command(Ticket ticket, List<String> java) {
    List<String> all = new ArrayList<>(Cli.DOCKER.command("run", "--rm", "-i", "--init"));
    all.addAll(List.of("--name", name(ticket), "--network", "none", "--read-only"));
    all.addAll(List.of("--tmpfs", "/tmp:rw,nosuid,nodev,size=64m,mode=1777", "--workdir", "/tmp"));
    all.addAll(List.of("--pids-limit", "" + MOST_PROCESSES));
    all.addAll(List.of("--memory", MOST_MEMORY, "--memory-swap", MOST_MEMORY));
    all.addAll(List.of("--cap-drop", "ALL", "--security-opt", "no-new-privileges"));
    all.addAll(List.of("--user", USER, "--env", "HOME=/tmp", "--env", "LC_ALL=C.UTF-8"));
    Path jdk = Path.of(System.getProperty("java.home"));
    for (Path path : ticket.readable()) {
      // The image has a JDK of its own, and that of this machine need not run in it.
      if (path.equals(jdk)) continue;
      all.addAll(List.of("--mount", "type=bind,readonly,src=%s,dst=%1$s".formatted(path)));
    }
    all.addAll(List.of("--entrypoint", JAVA, Image.NAME));
    all.addAll(java.subList(1, java.size()));
    return all;
  }

  /** The end of the client does not end a container. */
  @Override
  public void end(Ticket ticket) throws InterruptedException {
    try {
      Cli.DOCKER.run("rm", "--force", name(ticket));
    } catch (IOException noClient) {
      // Then there is no container.
    }
  }
}
