package multinode.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Consumer;

/**
 * How a page is to be.
 *
 * @param host where it listens: an address or a name of this machine
 * @param port where it listens, 0 for any free port
 * @param remembers whether its button counts in the memory of its node, and not in the cluster
 * @param lab whether it has the buttons that break things, which ./lab up understands
 * @param output where the program of its node prints
 */
public record PageSettings(
    String host, int port, boolean remembers, boolean lab, Consumer<String> output) {

  /** On this machine alone, at any free port. */
  public static final PageSettings STANDARD =
      new PageSettings("127.0.0.1", 0, false, false, System.out::println);

  /** Changes {@link #port()}. */
  public PageSettings withPort(int value) {
    return new PageSettings(host, value, remembers, lab, output);
  }

  /** Changes {@link #host()}. */
  public PageSettings withHost(String value) {
    return new PageSettings(value, port, remembers, lab, output);
  }

  /** Changes {@link #remembers()}. */
  public PageSettings remembering() {
    return new PageSettings(host, port, true, lab, output);
  }

  /** Changes {@link #lab()}. */
  public PageSettings withLab() {
    return new PageSettings(host, port, remembers, true, output);
  }

  /** Whether only this machine can reach it. */
  boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
