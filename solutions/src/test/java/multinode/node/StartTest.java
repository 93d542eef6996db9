package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import multinode.mapper.NameInUseException;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.Await;
import workbook.harness.HarnessExtension;
import workbook.harness.Leaks;
import workbook.harness.Nodes;

/** Nodes that cannot start. */
@ExtendWith(HarnessExtension.class)
class StartTest {

  @Test
  @DisplayName("a taken name: the error tells the holder's address, and nothing is left open")
  void takenName(Nodes nodes) throws Exception {
    Node holder = nodes.start("a");
    Bystanders.unharmedBy(
        nodes,
        holder,
        () ->
            assertThatThrownBy(() -> nodes.start("a"))
                .isInstanceOf(NameInUseException.class)
                .hasMessageContainingAll("a@127.0.0.1", "127.0.0.1:" + holder.port(), "choose"));
  }

  @Test
  @DisplayName("a taken name in another process: the same")
  void takenByAnotherProcess(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    var real = nodes.startReal("a");
    Await.until("its process has ended", () -> !real.isAlive());

    assertThat(String.join("\n", real.lines()))
        .contains("node: the name a@127.0.0.1 is in use")
        .contains("127.0.0.1:" + a.port())
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  @DisplayName("a taken port: the error tells node, port and what to do, and nothing is left open")
  void takenPort(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Bystanders.unharmedBy(
          nodes,
          a,
          () ->
              assertThatThrownBy(() -> nodes.start("b", options -> options.withPort(port)))
                  .isInstanceOf(IOException.class)
                  .hasMessageContainingAll("b@127.0.0.1", "port " + port, "free port"));
    }
  }

  @Test
  @DisplayName("a host that is not this machine's, or none: the error tells the host")
  void foreignHost(Nodes nodes) {
    Leaks before = nodes.leaks();
    for (String host : new String[] {"192.0.2.1", "no-such-host.invalid"}) {
      NodeName name = new NodeName("a", host);
      NodeOptions options = nodes.options("x", Nodes.COOKIE);
      assertThatThrownBy(() -> nodes.start(options.withIdentity(name, options.cookie())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(host);
    }
    Await.until("nothing is left open", () -> !nodes.leaks().exceeds(before), nodes::leaks);
  }

  @Test
  @DisplayName("nodes that start and stop leave nothing behind")
  void leavesNothing(Nodes nodes) throws Exception {
    Leaks before = nodes.leaks();
    for (int i = 0; i < 5; i++) {
      Node a = nodes.start("a");
      Node b = nodes.start("b");
      a.connect(b.self());
      a.close();
      b.close();
      assertThat(a.processes().count()).isZero();
    }
    Await.until("nothing is left open", () -> !nodes.leaks().exceeds(before), nodes::leaks);
  }
}
