package workbook.lab.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class OwnTopologyTest {

  private final OwnTopology own = new OwnTopology(12345);

  @Test
  void aNodeThatFindsOthersGetsATopologyAndPortsOfThePlay() {
    assertEquals(
        List.of("a", "--gossip", "--topology", "multinode-12345", "--cluster-port", "12346"),
        own.in(List.of("a", "--gossip")));
  }

  @Test
  void soDoesOneThatNamesIts() {
    assertEquals(
        List.of("a", "--topology", "lab-12345", "--epmd", "b", "--cluster-port", "12346"),
        own.in(List.of("a", "--topology", "lab", "--epmd", "b")));
  }

  @Test
  void oneThatNamesItsPortsKeepsThem() {
    assertEquals(
        List.of("a", "--dns", "c", "--cluster-port", "5701", "--topology", "multinode-12345"),
        own.in(List.of("a", "--dns", "c", "--cluster-port", "5701")));
  }

  @Test
  void otherNodesAreStartedAsTheyAre() {
    List<String> words = List.of("a", "--cookie", "monster");
    assertEquals(words, own.in(words));
  }

  @Test
  void lessonsDoNotShowTheNumber() {
    assertEquals(
        "multinode: connected to b@127.0.0.1",
        own.shown("multinode-12345: connected to b@127.0.0.1"));
  }
}
