package multinode.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
   * What was found.
   *
   * @param servers the servers, sorted, and their processes
   * @param silent the nodes that did not answer soon: what they run is not among the servers
   */
  record Found(SortedMap<String, String> servers, List<String> silent) {

    /** What to say where nothing was found. */
    String none(String whenAllAnswered) {
      return silent.isEmpty() ? whenAllAnswered : "Found none" + but();
    }

    /** Who did not answer; nothing when all did. */
    String but() {
      return silent.isEmpty() ? "" : " (%s did not answer)".formatted(String.join(", ", silent));
    }
  }

  /**
   * Looks for servers of a kind.
   *
   * @param kind one of {@link Kind}, or the empty string
   */
  Found find(String kind, String text) {
    List<House> houses = scene.houses().stream().filter(House::lives).toList();
    List<CompletableFuture<Optional<SortedMap<String, String>>>> answers = new ArrayList<>();
    for (House house : houses) {
      CompletableFuture<Optional<SortedMap<String, String>>> answer = new CompletableFuture<>();
      answers.add(answer);
      Thread.ofVirtual().start(() -> answer.complete(ask(house, kind, text)));
    }
    Found found = new Found(new TreeMap<>(), new ArrayList<>());
    for (int i = 0; i < houses.size(); i++) {
      String node = houses.get(i).brief();
      answers.get(i).join().ifPresentOrElse(found.servers::putAll, () -> found.silent.add(node));
    }
    while (found.servers.size() > MOST) found.servers.pollLastEntry();
    return found;
  }

  private Optional<SortedMap<String, String>> ask(House house, String kind, String text) {
    if (!house.answers()) return Optional.empty();
    try {
      return Optional.of(scene.ask(house.node(), new WitnessRequest.Find(kind, text, MOST), LIMIT));
    } catch (CallFailed | IllegalStateException e) {
      return Optional.empty();
    }
  }
}
