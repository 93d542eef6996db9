package multinode.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import multinode.node.Node;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** A node on the machine of somebody who has other digits, other commas or other error messages. */
@ExtendWith(HarnessExtension.class)
class LanguageTest {

  @ParameterizedTest
  @CsvSource({"ar, EG", "fa, IR", "de, DE", "tr, TR"})
  @DisplayName("what a node says to others and to people is the same in all languages")
  void everywhere(String language, String country, Nodes nodes) throws Exception {
    List<String> ofJvm = List.of("-Duser.language=" + language, "-Duser.country=" + country);
    Terminal terminal = Terminal.open(nodes, ofJvm, "b@127.0.0.1", "--page", "0");
    terminal.type("println(String.format(\"%,d %.1f\", 1000, 0.5))");
    terminal.type("nobody");
    assertThat(terminal.printed())
        .containsPattern("http://127\\.0\\.0\\.1:[0-9]+/")
        .contains("1,000 0.5", "cannot find symbol")
        .doesNotContainPattern("[\\p{Nd}&&[^0-9]]");
    Node a = nodes.start("a");
    assertThat(a.connect(NodeName.parse("b@127.0.0.1")).connected()).isTrue();
  }
}
