package nemesis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nemesis.Operation.Kind;
import nemesis.Operation.Outcome;

/** Makes a history of what the nodes tell while they run. */
final class Recorder {

  private final List<Operation> done = new ArrayList<>();
  private final Map<String, Operation> open = new HashMap<>();
  private final List<Ownership> past = new ArrayList<>();
  private final Map<String, Ownership> current = new HashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private long begin = Operation.NEVER;
  private long quiet = Operation.NEVER;

  /** One line of {@link Journal}. */
  synchronized void heard(String node, String line) {
    String[] words = line.split(" ", 5);
    String rest = words.length > 4 ? words[4] : "";
    long moment = Long.parseLong(words[2]);
    String client = node + "/" + words[1];
    switch (words[0]) {
      case Journal.BEGIN ->
          open.put(
              client,
              new Operation(
                  client,
                  Kind.valueOf(words[3]),
                  rest,
                  moment,
                  Operation.NEVER,
                  Outcome.UNKNOWN,
                  "its node was gone"));
      case Journal.END -> {
        Operation of = open.remove(client);
        done.add(
            new Operation(
                client, of.kind(), of.name(), of.begin(), moment, Outcome.valueOf(words[3]), rest));
      }
      case Journal.OWNED -> {
        String name = Journal.name(words[3]);
        current.put(words[3] + " " + node, new Ownership(name, node, moment, Operation.NEVER, ""));
      }
      case Journal.DISOWNED -> disowned(current.remove(words[3] + " " + node), moment, rest);
      default -> throw new IllegalArgumentException(line);
    }
  }

  private void disowned(Ownership of, long moment, String reason) {
    if (of != null) past.add(new Ownership(of.name(), of.node(), of.begin(), moment, reason));
  }

  /** A node has ended: its servers, and what its clients were about to do. */
  synchronized void ended(String node, long moment) {
    List.copyOf(current.values()).stream()
        .filter(each -> each.node().equals(node))
        .forEach(each -> {
          current.values().remove(each);
          disowned(each, moment, "its node ended");
        });
    List.copyOf(open.keySet()).stream()
        .filter(client -> client.startsWith(node + "/"))
        .forEach(client -> done.add(open.remove(client)));
  }

  synchronized void befell(Fault fault) {
    faults.add(fault);
  }

  synchronized void began(long moment) {
    begin = moment;
  }

  synchronized void quiet(long moment) {
    quiet = moment;
  }

  /** What is known by now. */
  synchronized History history() {
    List<Operation> operations = new ArrayList<>(done);
    operations.addAll(open.values());
    operations.sort(Comparator.comparingLong(Operation::begin));
    List<Ownership> ownerships = new ArrayList<>(past);
    ownerships.addAll(current.values());
    ownerships.sort(Comparator.comparingLong(Ownership::begin));
    return new History(operations, ownerships, List.copyOf(faults), begin, quiet);
  }
}
