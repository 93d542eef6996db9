package workbook.lab.up;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import multinode.process.NodeName;
import workbook.harness.Child;

/**
 * What the buttons of the pages ask for: a page has its node print a line, and this does what it
 * says, one after the other. Nobody else can ask, since nobody else's output is read.
 */
final class Buttons implements AutoCloseable {

  private static final Pattern ASKED =
      Pattern.compile("(?m)^lab, please: (kill|freeze|wake|stop|start) (\\S+)\\R");

  private final Cluster cluster;
  private final Semaphore changes = new Semaphore(0);
  private final Map<Child, Integer> done = new HashMap<>();

  /** Nodes that were told to end, and may still be about it: they hand over first. */
  private final Set<Child> ending = new HashSet<>();

  /** Nodes that are to be started again as soon as they have ended. */
  private final Set<NodeName> again = new HashSet<>();

  private final Thread thread;

  Buttons(Cluster cluster) {
    this.cluster = cluster;
    thread = Thread.ofPlatform().daemon().name("buttons").start(this::run);
  }

  /** A node has printed something. */
  void look() {
    changes.release();
  }

  private void run() {
    try {
      while (true) {
        changes.acquire();
        changes.drainPermits();
        for (Child node : cluster.nodes().values()) obey(node);
        startAgain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void obey(Child asking) throws InterruptedException {
    Matcher asked = ASKED.matcher(asking.printed());
    List<MatchResult> all = asked.results().toList();
    int from = Math.min(all.size(), done.getOrDefault(asking, 0));
    done.put(asking, all.size());
    for (MatchResult one : all.subList(from, all.size())) {
      NodeName name = NodeName.parse(one.group(2));
      Child node = cluster.nodes().get(name);
      if (node != null) perform(one.group(1), name, node);
    }
  }

  private void perform(String word, NodeName name, Child node) throws InterruptedException {
    try {
      switch (word) {
        case "kill" -> {
          again.remove(name);
          node.close();
        }
        case "freeze" -> node.signal("STOP");
        case "wake" -> node.signal("CONT");
        case "stop" -> {
          again.remove(name);
          ending.add(node);
          node.end();
        }
        default -> {
          again.add(name);
          // One that was frozen for so long that the others have given it up is still there.
          if (node.isAlive()) node.signal("CONT");
        }
      }
    } catch (IOException gone) {
      // It has ended meanwhile, as the page shows; there are no signals on Windows.
    }
  }

  private void startAgain() throws InterruptedException {
    for (NodeName name : List.copyOf(again)) {
      Child node = cluster.nodes().get(name);
      if (node.isAlive() && ending.contains(node)) continue; // This is called when it is over.
      again.remove(name);
      ending.remove(node);
      if (!node.isAlive()) cluster.startAgain(name);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
