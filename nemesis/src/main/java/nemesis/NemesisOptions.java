package nemesis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a run is to be.
 *
 * @param java the command line of a JVM, up to the main class
 * @param folder where history, picture and logs go
 * @param seed what all is drawn from
 * @param time how long faults befall the nodes
 * @param nodes how many there are
 * @param quorum of how many members more than half are needed; 0 for none
 * @param faults what may befall them, in the order in which it is drawn from
 * @param clients how many there are on each node
 * @param silence after how much silence a member is taken for dead
 * @param mapperPort where the nodes' port mapper listens
 */
public record NemesisOptions(
    List<String> java,
    Path folder,
    long seed,
    Duration time,
    int nodes,
    int quorum,
    List<Fault.Kind> faults,
    int clients,
    Duration silence,
    int mapperPort) {

  /** Three nodes with a quorum. */
  public static NemesisOptions of(
      List<String> java, Path folder, long seed, Duration time, int port) {
    return new NemesisOptions(
        java,
        folder,
        seed,
        time,
        3,
        3,
        List.of(Fault.Kind.values()),
        5,
        Duration.ofSeconds(3),
        port);
  }

  /** The same for nodes that run without a quorum: nothing parts them, then. */
  public NemesisOptions withoutQuorum() {
    return new NemesisOptions(
        java, folder, seed, time, nodes, 0, faults, clients, silence, mapperPort);
  }

  /** The same with so many nodes, of which a quorum is more than half. */
  public NemesisOptions withNodes(int count) {
    return new NemesisOptions(
        java, folder, seed, time, count, count, faults, clients, silence, mapperPort);
  }

  /** The same with only these faults; at least one of them is none that cuts off. */
  public NemesisOptions withFaults(List<Fault.Kind> some) {
    return new NemesisOptions(
        java, folder, seed, time, nodes, quorum, some, clients, silence, mapperPort);
  }

  /** The numbers of the nodes. */
  Stream<Integer> numbers() {
    return IntStream.rangeClosed(1, nodes).boxed();
  }

  /** A topology that nobody else on this machine has. */
  String topology() {
    return "nemesis-" + mapperPort;
  }
}
