package multinode.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import multinode.node.Cookie;
import multinode.node.NodeOptions;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeArgumentsTest {

  private static NodeArguments parsed(String line) throws IOException {
    return NodeArguments.parse(line.isEmpty() ? new String[0] : line.split(" "));
  }

  @Test
  @DisplayName("every option goes where it belongs")
  void all() throws IOException {
    NodeArguments arguments =
        parsed(
            "a --cookie monster --connect b --connect c@127.0.0.2 --port 1 --advertise 2"
                + " --mapper-port 65535 --tick 250 --pair --no-spawn --allow java.util.BitSet --allow com.");
    NodeOptions options = arguments.options();

    assertThat(options.name()).isEqualTo(new NodeName("a", "127.0.0.1"));
    assertThat(options.cookie().sign("text")).isEqualTo(Cookie.of("monster").sign("text"));
    assertThat(arguments.connect())
        .containsExactly(new NodeName("b", "127.0.0.1"), new NodeName("c", "127.0.0.2"));
    assertThat(options.port()).isEqualTo(1);
    assertThat(options.advertisedPort()).isEqualTo(2);
    assertThat(options.mapperPort()).isEqualTo(65535);
    assertThat(options.tick()).isEqualTo(Duration.ofMillis(250));
    assertThat(options.connectAll()).isFalse();
    assertThat(options.remoteSpawn()).isFalse();
    assertThat(options.allowlist().allows("java.util.BitSet")).isTrue();
    assertThat(options.allowlist().allows("com.example.Thing")).isTrue();
    assertThat(options.allowlist().allows("java.util.Timer")).isFalse();
    assertThat(options.allowlist().allows("multinode.node.NodeUp")).isTrue();
    assertThat(arguments.mode()).isEqualTo(NodeArguments.Mode.CONSOLE);
  }

  @Test
  @DisplayName("with --own-address, wherever it stands, a name without a host is at this machine's")
  void ownAddress() throws IOException {
    String own;
    try {
      own = OwnAddress.find();
    } catch (IOException noNetwork) {
      assertThatThrownBy(() -> parsed("a --own-address")).hasMessageContaining("a@127.0.0.1");
      return;
    }
    NodeArguments arguments = parsed("a --connect b --connect c@h --cookie m --own-address");
    assertThat(arguments.options().name()).isEqualTo(new NodeName("a", own));
    assertThat(arguments.connect()).containsExactly(new NodeName("b", own), new NodeName("c", "h"));
    assertThat(own).doesNotStartWith("127.");
  }

  @Test
  @DisplayName("without arguments: a node without a name, with a console, and no cookie file")
  void none() throws IOException {
    NodeArguments arguments = parsed("");

    assertThat(arguments.options().name()).isEqualTo(NodeName.NONODE);
    assertThat(arguments.connect()).isEmpty();
    assertThat(arguments.mode()).isEqualTo(NodeArguments.Mode.CONSOLE);
    NodeOptions defaults = NodeOptions.unnamed();
    assertThat(arguments.options().mapperPort()).isEqualTo(defaults.mapperPort());
    assertThat(arguments.options().tick()).isEqualTo(defaults.tick());
    assertThat(arguments.options().connectAll()).isTrue();
  }

  @Test
  @DisplayName("a node stays without a console when it is told to, and its name may come last")
  void modes() throws IOException {
    assertThat(parsed("--headless --cookie x a").mode()).isEqualTo(NodeArguments.Mode.HEADLESS);
    NodeArguments stays = parsed("--stay --cookie x a@127.0.0.9");
    assertThat(stays.mode()).isEqualTo(NodeArguments.Mode.STAY);
    assertThat(stays.options().name()).isEqualTo(new NodeName("a", "127.0.0.9"));
  }

  @Test
  @DisplayName("a value may stand behind an equals sign")
  void equalsSign() throws IOException {
    assertThat(parsed("a --cookie=x --port=4711").options().port()).isEqualTo(4711);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a b                         | what is "b"? see --help
          a --cokie x                 | what is "--cokie"? see --help
          -h                          | what is "-h"? see --help
          a --cookie                  | --cookie needs a value
          a --connect                 | --connect needs a value
          a --port                    | --port needs a value
          a --allow                   | --allow needs a value
          a --port x                  | --port needs a number from 1 to 65535, not "x"
          a --port 0                  | --port needs a number from 1 to 65535, not "0"
          a --port -1                 | --port needs a number from 1 to 65535, not "-1"
          a --port 65536              | --port needs a number from 1 to 65535, not "65536"
          a --advertise 1.5           | --advertise needs a number from 1 to 65535
          a --mapper-port 99999999999 | --mapper-port needs a number from 1 to 65535
          a --tick 0                  | --tick needs a number from 1 to 3600000
          a --tick 1s                 | --tick needs a number from 1 to 3600000, not "1s"
          a@b@c                       | "a@b@c" is not a node name
          @127.0.0.1                  | "@127.0.0.1" is not a node name
          a --connect b@              | "b@" is not a node name
          a --cookie é                | a cookie is 1 to 255 visible ASCII characters
          """)
  @DisplayName("what is wrong is said in one line, with the word that is wrong")
  void wrong(String line, String said) {
    assertThatThrownBy(() -> parsed(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said)
        .message()
        .hasLineCount(1);
  }

  @Test
  @DisplayName("a cookie that is wrong is not printed")
  void secret() {
    assertThatThrownBy(() -> NodeArguments.parse("a", "--cookie", "two words"))
        .hasMessageNotContaining("two words");
  }

  @Test
  @DisplayName("the help tells of every option")
  void help() {
    assertThat(NodeArguments.help())
        .contains(
            List.of(
                "--cookie ",
                "--connect ",
                "--port ",
                "--advertise ",
                "--mapper-port ",
                "--tick ",
                "--pair ",
                "--no-spawn ",
                "--tls ",
                "--allow ",
                "--headless ",
                "--stay ",
                "--help "));
  }
}
