package workbook.lab.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import multinode.process.NodeName;
import org.junit.jupiter.api.Test;

class ContainersTest {

  private final Containers containers = new Containers(Containers.COOKIE);

  @Test
  void eachNodeHasAnAddressInANetworkOfTheirOwn() {
    List<NodeName> names = containers.names(3);
    assertThat(names).extracting(NodeName::name).containsExactly("n1", "n2", "n3");
    assertThat(names)
        .extracting(NodeName::host)
        .allMatch(host -> host.matches("198\\.18\\.\\d+\\.1\\d"));
    assertThat(names).extracting(NodeName::host).doesNotHaveDuplicates();
  }

  @Test
  void tellsHowToJoinThem() {
    assertThat(containers.hint())
        .contains("docker run --rm -it --network multinode-" + ProcessHandle.current().pid())
        .contains("--cookie monster --gossip");
  }

  @Test
  void showsNoSecret() {
    assertThat(new Containers("sesame").hint()).contains("--cookie … ").doesNotContain("sesame");
  }
}
