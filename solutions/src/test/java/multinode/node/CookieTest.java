package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.stream.Stream;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CookieTest {

  static Stream<String> bad() {
    return Stream.of(
        "",
        " ",
        "secret word",
        "secret\n",
        "\tsecret",
        "s\0cret",
        "sécret",
        "\u007F",
        "秘密",
        "s".repeat(256),
        "s".repeat(100_000));
  }

  @ParameterizedTest
  @MethodSource("bad")
  @DisplayName("what is not a cookie is refused, and not repeated")
  void refused(String text) {
    assertThatThrownBy(() -> Cookie.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("visible ASCII")
        .message()
        .doesNotContain("secret", "sécret", "s\0cret", "秘密", "ssss");
  }

  @Test
  @DisplayName("a signature is the HMAC-SHA-256 of RFC 4231, test case 2")
  void signature() {
    assertThat(HexFormat.of().formatHex(Cookie.of("Jefe").sign("what do ya want for nothing?")))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  @DisplayName("a cookie does not print, nor do options that hold it")
  void secret() {
    assertThat(Cookie.of("monster")).hasToString("cookie");
    assertThat(NodeOptions.named(NodeName.parse("a@h"), Cookie.of("monster")).toString())
        .doesNotContain("monster");
  }
}
