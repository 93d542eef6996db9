package workbook.lab.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Keeps the nodes of one play to themselves: what they call their topology ends in a number, so
 * that nodes of other plays on this host do not find them, and they listen on ports of their own,
 * so that whoever is frozen elsewhere holds none of them up. Lessons show neither.
 *
 * @param number the number: a port, after which others are free
 */
record OwnTopology(int number) {

  private static final Set<String> STRATEGIES =
      Set.of("--gossip", "--epmd", "--dns", "--kubernetes");
  private static final String OPTION = "--topology";
  private static final String USUAL = "multinode";
  private static final String PORT = "--cluster-port";

  /** The words of a node's command line, as it is to be started. */
  List<String> in(List<String> words) {
    List<String> changed = new ArrayList<>(words);
    boolean looks = words.stream().anyMatch(STRATEGIES::contains);
    int option = words.indexOf(OPTION);
    if (option >= 0 && option + 1 < words.size()) {
      changed.set(option + 1, words.get(option + 1) + suffix());
    } else if (looks) {
      changed.addAll(List.of(OPTION, USUAL + suffix()));
    }
    if (looks && !words.contains(PORT)) changed.addAll(List.of(PORT, "" + (number + 1)));
    return changed;
  }

  /** What a node has printed, as a lesson shows it. */
  String shown(String printed) {
    return printed.replace(suffix(), "");
  }

  private String suffix() {
    return "-" + number;
  }
}
