package multinode.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

@Exercise(
    id = "1.1",
    title = "Names and cookies",
    points = 10,
    minutes = 15,
    files = {"multinode/process/NodeName.java", "multinode/node/Cookie.java"})
class E11_NodeNamesTest {

  @Test
  @DisplayName("a name is read in two parts and printed as it was written")
  void readAndPrinted() {
    for (String text : List.of("a@127.0.0.1", "node-1_B@Example.org", "b@::1")) {
      Claim claim = Claim.of("a name is printed as it was read").did("read \"" + text + "\"");
      NodeName name = claim.step("parse").succeeds(() -> NodeName.parse(text));
      Claim parts = claim.step("parse").usually("a part was changed or cut on its way in");
      parts.isEqual(text.substring(0, text.indexOf('@')), name.name());
      parts.isEqual(text.substring(text.indexOf('@') + 1), name.host());
      claim
          .step("toString")
          .usually(
              text.equalsIgnoreCase(name.toString())
                  ? "capital letters were made small, or small ones capital: print what was read"
                  : "a record prints its class and its components unless it is told otherwise")
          .isEqual(text, name.toString());
    }
  }

  @Test
  @DisplayName("names that no test lists are read, too")
  void drawn(Nodes nodes) {
    RandomGenerator random = nodes.seed().random();
    for (int i = 0; i < 20; i++) {
      String text = drawn(random, "azAZ09_-", 64) + "@" + drawn(random, "azAZ09.:-", 190);
      Claim claim =
          Claim.of("any name made of allowed characters is read, and printed as it was read")
              .did("read \"" + text + "\", drawn at random")
              .usually("a list of known names, or a check of what they look like, is too narrow");
      NodeName name = claim.step("parse").succeeds(() -> NodeName.parse(text));
      claim.step("toString").isEqual(text, name.toString());
    }
  }

  private static String drawn(RandomGenerator random, String letters, int most) {
    return random
        .ints(random.nextInt(1, most + 1), 0, letters.length())
        .mapToObj(at -> letters.substring(at, at + 1))
        .collect(Collectors.joining());
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
    refused(
        "split and indexOf find an @ and do not mind a second one; split even drops what is empty"
            + " at the end",
        "a@b@c",
        "a@@h",
        "a@h@",
        "a@h@@",
        "@a@h");
  }

  @Test
  @DisplayName("a space or a newline is refused, wherever it is")
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
  @DisplayName("other signs, and letters of other alphabets, are refused")
  void alphabets() {
    refused("the . belongs to hosts; names have letters, digits, _ and -", "a.b@h", "a:1@h");
    refused(
        "isLetter and isDigit know every alphabet, so that two nodes can have names that look alike",
        "é@h",
        "\u0430@h",
        "a@hôte",
        "\u0661@h",
        "a@\uD83D\uDC7E");
    refused(
        "ignoring case in every alphabet lets K, the sign for kelvin, pass for a k",
        "\u212a@h",
        "a@\u212a");
    refused(
        "[A-z] has six signs between Z and a; \\w has the _, which is not for hosts",
        "a^b@h",
        "a@b^c",
        "a@b_c",
        "a@b\\c");
  }

  @Test
  @DisplayName("a name or a host that is too long is refused")
  void tooLong() {
    refused(
        "nothing limits the length; any caller may send a name, and it is kept and printed",
        "n".repeat(65) + "@h",
        "a@" + "h".repeat(191),
        "n".repeat(300) + "@h");
  }

  private static void refused(String usually, String... texts) {
    for (String text : texts) {
      Claim.of("what is not a node name is refused")
          .step("parse")
          .did("read \"%s\"".formatted(shown(text)))
          .usually(
              endsOutOfBounds(text)
                  ? "a part was cut out of the text before it was known that it has that part"
                  : usually)
          .throwsA(IllegalArgumentException.class, () -> NodeName.parse(text));
    }
  }

  private static boolean endsOutOfBounds(String text) {
    try {
      NodeName.parse(text);
      return false;
    } catch (RuntimeException e) {
      return e instanceof IndexOutOfBoundsException;
    }
  }

  @Test
  @DisplayName("the error message shows the name that was refused")
  void message() {
    Claim claim =
        Claim.of("the message shows what was refused").step("parse").did("read \"a b@h\"");
    claim
        .usually("\"invalid name\" does not help to find the wrong one among thirty")
        .contains(
            "a b@h",
            String.valueOf(
                claim
                    .throwsA(IllegalArgumentException.class, () -> NodeName.parse("a b@h"))
                    .getMessage()));
  }

  @Test
  @DisplayName("a cookie of visible ASCII characters is accepted unchanged")
  void cookie() {
    for (String text : List.of("monster", "!", "~", "x".repeat(255))) {
      Claim claim =
          Claim.of("a valid cookie is accepted").step("of").did("made a cookie " + shown(text));
      Cookie cookie =
          claim
              .usually("1 to 255 characters are allowed, and ! (33) to ~ (126) are all visible")
              .succeeds(() -> Cookie.of(text));
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
    noCookie("an empty cookie has no character that is wrong: check its length", "");
    noCookie("a space is code 32, one below the first visible character", " ", "two words");
    noCookie(
        "a newline, read from a file along with the cookie, makes another cookie that looks the same",
        "monster\n");
    noCookie("a cookie has at most 255 characters", "x".repeat(256));
    noCookie("what is not ASCII is other bytes on a system with another encoding", "m\u00fcsli");
    noCookie(
        "a cast to byte makes another character of it, which is visible; look at the char itself",
        "\u0141",
        "\u4e41");
    noCookie("codes below 32 control a terminal, and nobody sees them", "\u0007");
    noCookie("code 127 is DEL, which nobody sees; the last visible one is 126", "a\u007f");
  }

  private static void noCookie(String usually, String... texts) {
    for (String text : texts) {
      Claim.of("what is not a cookie is refused")
          .step("of")
          .did("made a cookie \"" + shown(text) + "\"")
          .usually(usually)
          .throwsA(IllegalArgumentException.class, () -> Cookie.of(text));
    }
  }

  @Test
  @DisplayName("a refused cookie is not in the message, nor is a part of it")
  void cookieMessage() {
    for (String text : List.of("xqzw vkjf", "xqzwvkjf".repeat(40))) {
      Claim claim = Claim.of("the message does not tell the cookie").step("of");
      Throwable refusal =
          claim
              .did("made a cookie that is not one")
              .throwsA(IllegalArgumentException.class, () -> Cookie.of(text));
      String message = String.valueOf(refusal.getMessage());
      claim
          .did("made the cookie \"%s\" and read the error's message".formatted(shown(text)))
          .expected("a message without any three characters of it")
          .usually(
              "messages end in logs, and a cookie with a typing error tells most of the right one")
          .holds(() -> !hasPartOf(text, message), () -> message);
      String behind =
          Stream.iterate(refusal.getCause(), Objects::nonNull, Throwable::getCause)
              .map(Throwable::toString)
              .collect(Collectors.joining("; "));
      claim
          .did("made the cookie \"%s\" and read the causes of the error".formatted(shown(text)))
          .expected("no cause, or one without any three characters of it")
          .usually("a log prints the cause too, and the cookie stands in its message")
          .holds(() -> !hasPartOf(text, behind), () -> behind);
    }
  }

  private static boolean hasPartOf(String secret, String message) {
    return IntStream.rangeClosed(3, secret.length())
        .anyMatch(end -> message.contains(secret.substring(end - 3, end)));
  }

  @Test
  @DisplayName("a second cookie does not change the first")
  void twoCookies() {
    Claim claim =
        Claim.of("each cookie keeps its own secret")
            .step("of")
            .did("made the cookies monster and dragon, then signed a text with each");
    Cookie monster = claim.succeeds(() -> Cookie.of("monster"));
    Cookie dragon = claim.succeeds(() -> Cookie.of("dragon"));
    claim
        .expected("two signatures")
        .usually("the secret is static: all cookies share the one that was made last")
        .holds(() -> !signature(monster).equals(signature(dragon)), () -> "the same twice");
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
    String visible =
        text.replace("\n", "\\n")
            .replace("\t", "\\t")
            .replace("\u0007", "\\u0007")
            .replace("\u007f", "\\u007f");
    return visible.length() <= 40
        ? visible
        : "%s… (%d characters)".formatted(visible.substring(0, 12), visible.length());
  }
}
