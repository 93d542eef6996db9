package workbook.lab.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import multinode.cluster.PortRange;
import multinode.node.NodeOptions;
import org.junit.jupiter.api.Test;
import workbook.harness.Nodes;
import workbook.harness.Ports;

class NetworkTest {

  @Test
  void portsAreThoseOfTheSystem() {
    assertThat(Network.MAPPER_PORT).isEqualTo(NodeOptions.MAPPER_PORT);
    assertThat(new PortRange(Network.FIRST_MEMBER, Network.MEMBERS)).isEqualTo(PortRange.STANDARD);
  }

  @Test
  void aPortThatIsFreeIsForThePortMapper() {
    assertThat(Network.portMapper(Ports.free()))
        .extracting(Finding::state, Finding::found)
        .containsExactly(Finding.State.OK, "free, for the port mapper");
  }

  @Test
  void aPortMapperThatRunsTellsOfItsNodes() throws Exception {
    try (Nodes nodes = new Nodes()) {
      nodes.start("a");
      assertThat(Network.portMapper(nodes.mapperPort()))
          .extracting(Finding::state, Finding::found)
          .containsExactly(Finding.State.OK, "the port mapper of 1 running node");
    }
  }

  @Test
  void aStrangerOnThePortOfThePortMapperIsTold() throws IOException {
    try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Finding finding = Network.portMapper(stranger.getLocalPort());
      assertThat(finding.state()).isEqualTo(Finding.State.MISSING);
      assertThat(finding.found()).isEqualTo("another program listens there");
      assertThat(finding.advice()).endsWith("--mapper-port " + (stranger.getLocalPort() + 1));
    }
  }

  @Test
  void portsOfMembersAreFreeOrTakenByNodesOrTold() throws Exception {
    int first = Ports.free();
    int nobody = Ports.free();
    assertThat(Network.members(first, 1, nobody).found()).startsWith("free");
    try (Nodes nodes = new Nodes();
        ServerSocket taken = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
      Finding strange = Network.members(first, 1, nobody);
      assertThat(strange.state()).isEqualTo(Finding.State.LATER);
      assertThat(strange.found()).contains("taken: " + taken.getLocalPort() + ", and 0 nodes");
      nodes.start("a");
      assertThat(Network.members(first, 1, nodes.mapperPort()).state()).isEqualTo(Finding.State.OK);
    }
  }
}
