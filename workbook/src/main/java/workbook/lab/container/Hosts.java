package workbook.lab.container;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nemesis.Fault;
import nemesis.NodeNetwork;

/**
 * A host for each node of the nemesis: a container, which is cut off as in lab 5, by taking its
 * network away. Its JVM and its classes are this machine's, so the image only gives it a place.
 */
public final class Hosts implements NodeNetwork {

  /** What cannot be done by taking networks away. */
  private static final Set<Fault.Kind> NEVER = Set.of(Fault.Kind.MUTE, Fault.Kind.HALVES);

  private static final int FIRST = 10;

  /** How long the engine may take to remove a container. */
  private static final Duration GONE = Duration.ofSeconds(30);

  private final Net net = Net.of("nemesis-" + ProcessHandle.current().pid());

  private final Set<Path> folders = new TreeSet<>();

  /**
   * Hosts for nodes that are started by a command.
   *
   * @param java the command line of a JVM, whose files the hosts have too
   */
  public Hosts(List<String> java) throws InterruptedException {
    folders.add(Path.of(System.getProperty("java.home")));
    for (String word : java) {
      for (String part : word.replaceFirst("^-XX:AOTCache=", "").split(File.pathSeparator)) {
        Path file = Path.of(part);
        if (file.isAbsolute() && file.getNameCount() > 1) folders.add(file.getParent());
      }
    }
    net.create();
  }

  /** Those of some faults that can befall containers. */
  public static List<Fault.Kind> possible(List<Fault.Kind> faults) {
    return faults.stream().filter(kind -> !NEVER.contains(kind)).toList();
  }

  private String name(int number) {
    return net.name() + "-" + number;
  }

  @Override
  public String host(int number) {
    return net.address(FIRST + number);
  }

  @Override
  public List<String> launch(int number) {
    List<String> words = new ArrayList<>(List.of("--name", name(number), "--ip", host(number)));
    for (Path folder : folders) words.addAll(List.of("-v", folder + ":" + folder + ":ro"));
    words.addAll(List.of("--entrypoint", "", Image.NAME));
    return net.run(words).command();
  }

  @Override
  public String strategy(List<String> nodes) {
    return String.join(",", nodes);
  }

  @Override
  public boolean cuts() {
    return true;
  }

  @Override
  public void cut(int number) {
    change("network", "disconnect", net.name(), name(number));
  }

  @Override
  public void move(int number) {
    throw new UnsupportedOperationException("a container has one network");
  }

  @Override
  public void mute(int number) {
    throw new UnsupportedOperationException("a network carries both ways or none");
  }

  @Override
  public void heal(int number) {
    change("network", "connect", "--ip", host(number), net.name(), name(number));
  }

  @Override
  public boolean signal(int number, String signal) {
    if (signal.equals("KILL")) remove(name(number));
    else change("kill", "-s", signal, name(number));
    return true;
  }

  /** The next one of its name and address can only be started when it is gone. */
  private static void remove(String name) {
    try {
      boolean gone =
          Looks.until(
              GONE,
              () -> {
                Cli.DOCKER.tryTo("rm", "-f", name);
                return !Cli.DOCKER.run("inspect", name).good();
              });
      if (gone) return;
      throw new IllegalStateException("the container " + name + " cannot be removed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + name + " is killed", e);
    }
  }

  private static void change(String... words) {
    try {
      Cli.DOCKER.get(words);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at docker " + String.join(" ", words), e);
    }
  }

  @Override
  public void close() {
    net.close();
  }
}
