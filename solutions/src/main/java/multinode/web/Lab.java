package multinode.web;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the page has done to nodes by {@code ./lab up}, which started them: a line on the node's
 * output, which nobody but that program reads. So there is no port for it, and no secret.
 *
 * @param output where its program prints
 */
record Lab(Consumer<String> output) {

  /** How such a line begins. */
  static final String SAYS = "lab, please: ";

  /** What it does for anybody who asks; all but cutting, which nodes do by themselves. */
  private static final Set<String> WORDS = Set.of("kill", "freeze", "wake", "stop", "start");

  /** Asks for something, and returns what to tell the person who pressed the button. */
  Optional<String> ask(String word, String which) {
    if (!WORDS.contains(word)) return Optional.empty();
    if (!which.matches("[\\w.-]+@[\\w.:-]+")) throw new Refusal(400, "which node? " + which);
    output.accept(SAYS + word + " " + which);
    String name = Names.brief(which);
    String what =
        switch (word) {
          case "kill" -> "kill -9 " + name;
          case "freeze" -> "freeze " + name + " (SIGSTOP)";
          case "wake" -> "wake " + name + " (SIGCONT)";
          case "stop" -> "end " + name + ", which hands its servers over first";
          default -> "start " + name + " again";
        };
    return Optional.of("asked ./lab up to " + what);
  }
}
