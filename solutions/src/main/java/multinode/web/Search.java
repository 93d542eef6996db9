package multinode.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import multinode.genserver.CallFailed;

/** Finds servers by what is in their names: each node looks among its own. */
record Search(Scene scene) {

  /** How many are found at most. */
  static final int MOST = 48;

  private static final Duration LIMIT = Duration.ofMillis(300);

  /**
   * Servers of a kind, sorted, and their processes; of nodes that do not answer soon, none.
   *
   * @param kind one of {@link Kind}, or the empty string
   */
  SortedMap<String, String> find(String kind, String text) {
    List<CompletableFuture<SortedMap<String, String>>> answers = new ArrayList<>();
    for (House house : scene.houses()) {
      if (house.state() != House.State.HERE && house.state() != House.State.UP) continue;
      CompletableFuture<SortedMap<String, String>> answer = new CompletableFuture<>();
      answers.add(answer);
      Thread.ofVirtual().start(() -> answer.complete(ask(house.node(), kind, text)));
    }
    SortedMap<String, String> all = new TreeMap<>();
    answers.forEach(answer -> all.putAll(answer.join()));
    while (all.size() > MOST) all.pollLastEntry();
    return all;
  }

  private SortedMap<String, String> ask(String node, String kind, String text) {
    try {
      return scene.ask(node, new WitnessRequest.Find(kind, text, MOST), LIMIT);
    } catch (CallFailed | IllegalStateException e) {
      return new TreeMap<>();
    }
  }
}
