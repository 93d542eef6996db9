package workbook.lab.up;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import multinode.process.NodeName;
import workbook.harness.Child;
import workbook.lab.container.Image;
import workbook.lab.container.Net;
import workbook.lab.node.NodeJvm;

/** Nodes that are containers of this machine's engine, in a network of their own. */
public final class Containers implements Host {

  /** The secret of nodes that are given none: it is known to all, and so no secret. */
  public static final String COOKIE = "monster";

  private static final int FIRST = 11;

  private final String cookie;
  private final Net net;

  /** Containers whose nodes share this secret. */
  public Containers(String cookie) {
    this.cookie = cookie;
    String name = Image.NAME + "-" + ProcessHandle.current().pid();
    this.net = Net.of(name);
  }

  @Override
  public List<NodeName> names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new NodeName("n" + (i + 1), net.address(FIRST + i)))
        .toList();
  }

  @Override
  public void prepare(List<NodeName> names) throws InterruptedException {
    net.create();
  }

  @Override
  public Child start(NodeName name, Runnable changed) {
    List<String> words = new ArrayList<>(List.of("--name", net.name() + "-" + name.name()));
    words.addAll(List.of("--ip", name.host(), Image.NAME, name.toString()));
    words.addAll(List.of("--cookie", cookie, "--gossip", "--headless"));
    return NodeJvm.start(net.run(words), changed);
  }

  @Override
  public String hint() {
    String own = net.name();
    return """
    From another terminal, join them, kill one, cut one off:

      docker run --rm -it --network %s %s a --cookie %s --gossip
      docker kill %s-n1
      docker network disconnect %s %s-n2\
    """
        .formatted(own, Image.NAME, cookie.equals(COOKIE) ? COOKIE : "…", own, own, own);
  }

  @Override
  public String advice() {
    return "They find each other by multicast: docker logs %s-n1 tells what n1 sees."
        .formatted(net.name());
  }

  @Override
  public void close() {
    net.close();
  }
}
