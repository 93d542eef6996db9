package multinode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNameTest {

  static Stream<String> bad() {
    return Stream.of(
        "",
        " ",
        "@",
        "a",
        "a@",
        "@127.0.0.1",
        "a@b@c",
        "a@@b",
        "a b@c",
        "a@b c",
        " a@b",
        "a@b ",
        "a@b\n",
        "a@b\r\nHELLO",
        "a\0@b",
        "ä@b",
        "\u0430@b",
        "a@bücher",
        "\uD83D\uDC7E@b",
        "a@b/c",
        "a.b@c",
        "n".repeat(65) + "@h",
        "n".repeat(300) + "@h",
        "a@" + "h".repeat(191),
        "x".repeat(100_000));
  }

  @ParameterizedTest
  @MethodSource("bad")
  @DisplayName("what is not a name is refused: the error shows it, cut short, and a good one")
  void refused(String text) {
    assertThatThrownBy(() -> NodeName.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text.substring(0, Math.min(text.length(), 40)))
        .hasMessageContaining("a@127.0.0.1")
        .message()
        .hasSizeLessThan(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b", "A-1_b@host-1.example.org", "a@::1", "1@127.0.0.1"})
  @DisplayName("a name is printed as it was read")
  void printed(String text) {
    assertThat(NodeName.parse(text)).hasToString(text);
  }

  @Test
  @DisplayName("names are ordered by their text")
  void order() {
    assertThat(
            Stream.of("b@a", "a@b", "a-@a").map(NodeName::parse).sorted().map(NodeName::toString))
        .isEqualTo(List.of("a-@a", "a@b", "b@a"));
  }
}
