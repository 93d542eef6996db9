package workbook.lab.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import multinode.node.NodeOptions;
import org.junit.jupiter.api.Test;
import workbook.lab.book.Book;

class ThisMachineTest {

  private static String hint(Optional<String> cookie, int mapperPort) {
    return new ThisMachine(new Book(Path.of("")), cookie, mapperPort, Optional.empty()).hint();
  }

  @Test
  void tellsHowToJoinThem() {
    assertThat(hint(Optional.empty(), NodeOptions.MAPPER_PORT)).endsWith("./lab node a --gossip");
    assertThat(hint(Optional.empty(), 4711))
        .endsWith("./lab node a --gossip --mapper-port 4711 --topology multinode-4711");
  }

  @Test
  void showsNoSecret() {
    assertThat(hint(Optional.of("sesame"), NodeOptions.MAPPER_PORT))
        .contains("--cookie …")
        .doesNotContain("sesame");
  }
}
