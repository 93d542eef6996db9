package multinode.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Claim;
import workbook.harness.Exercise;

@Exercise(
    id = "1.1",
    title = "Names and cookies",
    points = 10,
    minutes = 15,
    files = {"multinode/node/NodeName.java", "multinode/node/Cookie.java"})
class E11_NodeNamesTest {

  @Test
  @DisplayName("a name is read in two parts and printed as it was written")
  void readAndPrinted() {
    for (String text : List.of("a@127.0.0.1", "node-1_B@example.org", "b@::1")) {
      Claim claim = Claim.of("a name is read and printed alike").did("read \"" + text + "\"");
      NodeName name = claim.step("parse").succeeds(() -> NodeName.parse(text));
      claim.step("parse").isEqual(text.substring(0, text.indexOf('@')), name.name());
      claim.step("parse").isEqual(text.substring(text.indexOf('@') + 1), name.host());
      claim
          .step("toString")
          .usually("a record prints its class and its components unless it is told otherwise")
          .isEqual(text, name.toString());
    }
  }

  @Test
  @DisplayName("the longest name and the longest host are read")
  void longest() {
    Claim claim =
        Claim.of("64 characters before the @ and 190 after it are allowed")
            .step("parse")
            .did("read a name of 64 and a host of 190 characters")
            .usually("the limits are off by one");
    NodeName name = claim.succeeds(() -> NodeName.parse("n".repeat(64) + "@" + "h".repeat(190)));
    claim.isEqual(new NodeName("n".repeat(64), "h".repeat(190)), name);
  }

  @Test
  @DisplayName("a text that is not two parts with one @ between them is refused")
  void twoParts() {
    refused("a name needs both parts, and one @", "", "a", "@", "a@", "@127.0.0.1");
    refused("split and indexOf find an @ and do not mind a second one", "a@b@c", "a@@h");
  }

  @Test
  @DisplayName("a space or the end of a line is refused, wherever it is")
  void spaces() {
    refused(
        "trim or find made a name of a part of the text; the handshake sends names in lines, with"
            + " spaces between the words",
        " a@h",
        "a @h",
        "a@ h",
        "a@h ",
        "a@h\n",
        "\ta@h",
        "a@h\nPROOF");
  }

  @Test
  @DisplayName("signs and letters of other alphabets are refused")
  void alphabets() {
    refused("the . belongs to hosts; names have letters, digits, _ and -", "a.b@h", "a:1@h");
    refused(
        "isLetter and isDigit know every alphabet, so that two nodes can have names that look alike",
        "é@h",
        "\u0430@h",
        "a@hôte",
        "\u0661@h",
        "a@\uD83D\uDC7E");
  }

  @Test
  @DisplayName("a name or a host that is too long is refused")
  void tooLong() {
    refused(
        "nothing limits the length; whoever connects may send a name, and it is kept and printed",
        "n".repeat(65) + "@h",
        "a@" + "h".repeat(191),
        "n".repeat(300) + "@h");
  }

  private static void refused(String usually, String... texts) {
    for (String text : texts) {
      Claim.of("what is not a node name is refused")
          .step("parse")
          .did("read \"%s\"".formatted(shown(text)))
          .usually(usually)
          .throwsA(IllegalArgumentException.class, () -> NodeName.parse(text));
    }
  }

  @Test
  @DisplayName("a refused name is in the message, so that one sees what was wrong")
  void message() {
    Claim claim =
        Claim.of("the message shows what was refused").step("parse").did("read \"a b@h\"");
    claim
        .usually("\"invalid name\" does not help whoever has to find the wrong one among thirty")
        .contains(
            "a b@h",
            String.valueOf(
                claim
                    .throwsA(IllegalArgumentException.class, () -> NodeName.parse("a b@h"))
                    .getMessage()));
  }

  @Test
  @DisplayName("a cookie of visible ASCII characters is taken, and taken as it is")
  void cookie() {
    for (String text : List.of("monster", "!", "~", "x".repeat(255))) {
      Claim claim =
          Claim.of("a proper cookie is taken").step("of").did("made a cookie " + shown(text));
      Cookie cookie = claim.succeeds(() -> Cookie.of(text));
      claim
          .usually("every character counts, upper and lower case too")
          .isEqual(
              "the same: true, another: false",
              "the same: %b, another: %b"
                  .formatted(
                      signature(cookie).equals(signature(Cookie.of(text))),
                      signature(cookie).equals(signature(Cookie.of("MONSTER")))));
    }
  }

  private static String signature(Cookie cookie) {
    return HexFormat.of().formatHex(cookie.sign("text"));
  }

  @Test
  @DisplayName("a cookie that is empty, too long, or not visible ASCII is refused")
  void badCookies() {
    for (String text :
        List.of("", " ", "two words", "monster\n", "x".repeat(256), "müsli", "\u0007")) {
      Claim.of("what is not a cookie is refused")
          .step("of")
          .did("made a cookie \"" + shown(text) + "\"")
          .usually(
              "a line's end, read from a file along with the cookie, makes another cookie that"
                  + " looks the same")
          .throwsA(IllegalArgumentException.class, () -> Cookie.of(text));
    }
  }

  @Test
  @DisplayName("a refused cookie is not in the message")
  void cookieMessage() {
    Claim claim = Claim.of("the message does not tell the cookie").step("of");
    String message =
        String.valueOf(
            claim
                .did("made a cookie with a space in it")
                .throwsA(IllegalArgumentException.class, () -> Cookie.of("mon ster"))
                .getMessage());
    claim
        .did("made the cookie \"mon ster\", which has a space in it, and read the error's message")
        .expected("a message without it")
        .usually(
            "messages end in logs, and a cookie with a typing error tells most of the right one")
        .holds(() -> !message.contains("mon ster"), () -> message);
  }

  @Test
  @DisplayName("a cookie does not print")
  void doesNotPrint() {
    Claim claim =
        Claim.of("a cookie does not print")
            .step("toString")
            .did("printed a cookie")
            .expected("a text from which one cannot tell which cookie it is")
            .usually("somebody will log the node's options one day, and the cookie is in them");
    String printed = String.valueOf(Cookie.of("monster"));
    claim.holds(() -> hides(printed, "monster"), () -> printed);
    claim
        .did("printed two cookies, one of them longer")
        .isEqual(printed, String.valueOf(Cookie.of("a-longer-one")));
  }

  private static boolean hides(String printed, String secret) {
    byte[] bytes = secret.getBytes(UTF_8);
    return !printed.contains(secret)
        && !printed.contains(HexFormat.of().formatHex(bytes))
        && !printed.contains(Base64.getEncoder().encodeToString(bytes));
  }

  private static String shown(String text) {
    String visible = text.replace("\n", "\\n").replace("\t", "\\t").replace("\u0007", "\\u0007");
    return visible.length() <= 40
        ? visible
        : "%s… (%d characters)".formatted(visible.substring(0, 12), visible.length());
  }
}
