package multinode.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static multinode.node.ConnectResult.Status.BAD_COOKIE;
import static multinode.node.ConnectResult.Status.CONNECTED;

import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import multinode.process.Event;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

@Exercise(
    id = "1.3",
    title = "The handshake",
    points = 20,
    minutes = 35,
    files = "multinode/node/CookieHandshake.java")
class E13_HandshakeTest {

  private static final String NONCE = "00112233445566778899aabbccddeeff " + CookieHandshake.VERSION;
  private static final String CALLER =
      "51fd632c0e6db38d0bba07eb2a30673158c0d61b16c196512299f78607d48dae";
  private static final String LISTENER =
      "03e08f90cd32d7f956cace4c5c1784dea1051c7ecf52cdf733886781362a3448";
  private static final String NO_PROOF = "0".repeat(64);

  // The protocol, byte for byte.

  @Test
  @DisplayName("the proof of two given lines under a given cookie is this one")
  void golden() {
    String hello = "HELLO a@127.0.0.1 1 mesh 000102030405060708090a0b0c0d0e0f 2";
    String challenge = "CHALLENGE b@127.0.0.1 2 pair 101112131415161718191a1b1c1d1e1f 2";
    CookieHandshake handshake = new CookieHandshake(Talk.A, Cookie.of("monster"));
    for (String side : List.of("caller", "listener")) {
      String proof = side.equals("caller") ? CALLER : LISTENER;
      Claim claim =
          Claim.of("all nodes in the world sign the same text")
              .step("proof")
              .did(
                  "signed with the cookie monster, for the %s, \"%s\" and \"%s\""
                      .formatted(side, hello, challenge));
      String actual = claim.succeeds(() -> handshake.proof(side, hello, challenge));
      claim.usually(likely(side, hello, challenge, actual)).isEqual(proof, actual);
    }
  }

  /** What was signed instead, where that can be told from the proof. */
  private static String likely(String side, String hello, String challenge, String proof) {
    if (proof.length() != 64) return "the proof is not in hex: HexFormat.of() gives 64 digits";
    if (!proof.equals(proof.toLowerCase(Locale.ROOT))) return "hex in capital letters";
    String plain = String.join("\n", side, hello, challenge);
    if (proof.equals(hash(plain))) {
      return "a plain hash needs no cookie, so anybody can make it; sign with cookie.sign";
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (String between : List.of(" ", "", "\r\n")) {
      texts.put(
          String.join(between, side, hello, challenge),
          "the three lines are joined with something else than \"\\n\"");
    }
    for (List<String> order :
        List.of(
            List.of(side, challenge, hello),
            List.of(hello, challenge, side),
            List.of(challenge, hello, side),
            List.of(hello, side, challenge))) {
      texts.put(
          String.join("\n", order), "the three lines in another order: side, HELLO, CHALLENGE");
    }
    texts.put(hello + "\n" + challenge, "the side that signs is not in the signed text");
    texts.put(side + "\n" + hello, "the proof does not depend on the listener's CHALLENGE");
    texts.put(side + "\n" + challenge, "the proof does not depend on the caller's HELLO");
    Cookie cookie = Cookie.of("monster");
    return texts.keySet().stream()
        .filter(text -> proof.equals(hex(cookie.sign(text))))
        .findFirst()
        .map(texts::get)
        .orElse(
            "another text was signed: the side, the whole HELLO line and the whole CHALLENGE line,"
                + " joined with \"\\n\", and nothing else");
  }

  private static String hash(String text) {
    try {
      return hex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** A proof as the drawing has it, made without the student's code. */
  private static String signed(String cookie, String side, String hello, String challenge) {
    return hex(Cookie.of(cookie).sign(side + "\n" + hello + "\n" + challenge));
  }

  @Test
  @DisplayName("a caller that follows the protocol is let in")
  void honestCaller(Nodes nodes) throws Exception {
    Talk listener = Talk.withListener(nodes, "monster");
    String hello = "HELLO a@127.0.0.1 1 mesh " + NONCE;
    listener.say(hello);
    String challenge = listener.hear();
    listener.say("PROOF " + signed("monster", "caller", hello, challenge));
    Claim claim =
        Claim.of("the listener follows the protocol, not only its own idea of it")
            .step("accept")
            .did("called b with the lines that the drawing shows, and read the answer to PROOF");
    String answer = listener.hear();
    claim
        .usually("a right proof was not believed: it is PROOF and the caller's signature")
        .isEqual(false, answer.startsWith("REFUSED"));
    claim
        .usually(mistake("WELCOME", "listener", answer))
        .isEqual("WELCOME " + signed("monster", "listener", hello, challenge), answer);
  }

  /** What a line with a proof tells about the one who wrote it, if it is another line. */
  private static String mistake(String word, String side, String line) {
    if (!line.startsWith(word + " ")) {
      return "the word %s before the proof is missing".formatted(word);
    }
    return line.length() == word.length() + 65
        ? "the sides are swapped: the %s signs as %s".formatted(side, side)
        : "the line has more in it, or less, than %s, a space and 64 digits".formatted(word);
  }

  @Test
  @DisplayName("a listener that follows the protocol is believed")
  void honestListener(Nodes nodes) throws Exception {
    Talk caller = Talk.withCaller(nodes, "monster");
    String hello = caller.hear();
    String challenge = "CHALLENGE b@127.0.0.1 2 pair " + NONCE;
    caller.say(challenge);
    Claim claim =
        Claim.of("the caller follows the protocol, not only its own idea of it")
            .step("initiate")
            .did("answered a's call with the lines that the drawing shows");
    String proof = caller.hear();
    claim
        .usually(
            proof.equals("(closed)")
                ? "b was refused though it is the one that was called: names are compared with"
                    + " equals; the one that was read is another object"
                : mistake("PROOF", "caller", proof))
        .isEqual("PROOF " + signed("monster", "caller", hello, challenge), proof);
    caller.say("WELCOME " + signed("monster", "listener", hello, challenge));
    claim
        .usually("a right answer was not believed: it is WELCOME and the listener's proof")
        .isEqual("connected to b@127.0.0.1", caller.outcome());
  }

  @Test
  @DisplayName("a caller without a proof is refused, and gets no proof in return")
  void callerWithoutProof(Nodes nodes) throws Exception {
    Talk listener = Talk.withListener(nodes, "monster");
    listener.say("HELLO a@127.0.0.1 1 mesh " + NONCE);
    String challenge = listener.hear();
    Claim claim = Claim.of("the caller proves first").step("accept");
    claim.isEqual("CHALLENGE", challenge.split(" ")[0]);
    listener.say("PROOF " + NO_PROOF);
    String answer =
        claim
            .did("called b and sent a wrong proof; then read what b says")
            .usually("b waited for one more line: a caller has one try, and then it is refused")
            .succeeds(listener::hear);
    claim
        .did("called b and sent a wrong proof; then read what b says")
        .usually(
            "b proved itself before it had checked the proof of a stranger, who can now try cookies"
                + " on b's proof at home")
        .isEqual(false, answer.startsWith("WELCOME"));
    claim
        .did("called b and sent a wrong proof; then read what b says")
        .usually(
            "the line is REFUSED, a space and the status: a caller that does not get it cannot tell a"
                + " wrong cookie from a crash")
        .isEqual("REFUSED BAD_COOKIE", answer);
    listener.isRefused(
        claim
            .did("called b and sent a wrong proof")
            .usually("the line REFUSED was sent, but accept went on"));
  }

  // Two honest nodes.

  @Test
  @DisplayName("two nodes with one cookie connect")
  void oneCookie(Nodes nodes) throws Exception {
    Node a = nodes.start("a", E13_HandshakeTest::pair);
    Node b = nodes.start("b", E13_HandshakeTest::pair);
    Claim claim =
        Claim.of("nodes with the same cookie connect")
            .step("initiate and accept")
            .did("node a connected to node b; both have the cookie monster")
            .usually("the two sides do not sign the same text, character by character");
    claim.isEqual(CONNECTED, a.connect(b.self()).status());
    claim.isEqual(List.of(b.self()), a.nodes());
    claim.becomesEqual(List.of(a.self()), b::nodes);
  }

  @Test
  @DisplayName("two nodes with different cookies do not connect, and both know why")
  void twoCookies(Nodes nodes) throws Exception {
    Node a = nodes.start(pair(nodes.options("a", "111")));
    Node b = nodes.start(pair(nodes.options("b", "222")));
    ConnectResult result = a.connect(b.self());
    Claim claim =
        Claim.of("a node with a different cookie is refused")
            .step("accept")
            .did("node a, cookie 111, connected to node b, cookie 222");
    claim.usually("the proof was not checked").isEqual(false, result.connected());
    claim
        .usually("b closed silently; the line REFUSED BAD_COOKIE tells a why")
        .isEqual(BAD_COOKIE, result.status());
    claim
        .expected("b notes that it refused a call")
        .usually(
            result.reason().contains("another cookie")
                ? "accept sent REFUSED and did not throw Refused"
                : "the proof was not checked")
        .becomes(() -> !refusals(nodes, b).equals("[]"), () -> refusals(nodes, b));
    claim
        .step("initiate")
        .usually("the answer REFUSED was read with lines.read(): answer(lines) knows what it means")
        .contains("another cookie", result.reason());
    claim
        .expected("neither node lists the other")
        .usually("a node that was refused was listed")
        .isEqual(List.of(List.of(), List.of()), List.of(a.nodes(), b.nodes()));
    claim
        .step("accept")
        .expected("b notes that it refused a@127.0.0.1")
        .usually("the reason does not name the peer, and the owner of b reads it in b's log")
        .becomes(() -> refusals(nodes, b).contains("a@127.0.0.1"), () -> refusals(nodes, b));
    claim
        .expected("a reason without a proof")
        .usually(
            "the reason contains a proof: who reads the log can guess cookies until one makes it")
        .holds(
            () -> !Pattern.compile("[0-9a-fA-F]{64}").matcher(refusals(nodes, b)).find(),
            () -> refusals(nodes, b));
  }

  private static String refusals(Nodes nodes, Node node) {
    return nodes.events(node).stream()
        .filter(event -> event.kind() == Event.Kind.REFUSED)
        .map(Event::text)
        .toList()
        .toString();
  }

  @Test
  @DisplayName("each side learns the name of the other, and which start of it this is")
  void introductions(Nodes nodes) throws Exception {
    Recorded run = Recorded.call(nodes, "monster");
    Claim claim = Claim.of("each side knows the other's name and start").did("a called b");
    claim
        .step("initiate")
        .usually("return the peer that was read from CHALLENGE: name, start and mesh are b's")
        .isEqual(Talk.B, run.seenByCaller());
    claim
        .step("accept")
        .usually("return the peer that was read from HELLO: name, start and mesh are a's")
        .isEqual(Talk.A, run.seenByListener());
  }

  @Test
  @DisplayName("the cookie is never sent, in any form")
  void cookieStaysHome(Nodes nodes) throws Exception {
    String cookie = "MonsterMunch";
    String said = String.join("\n", Recorded.call(nodes, cookie).said()).toLowerCase(Locale.ROOT);
    byte[] bytes = cookie.getBytes(UTF_8);
    for (String form :
        List.of(
            cookie,
            HexFormat.of().formatHex(bytes),
            Base64.getEncoder().withoutPadding().encodeToString(bytes))) {
      Claim.of("the cookie never leaves its node")
          .step("proof")
          .did("a called b, both with the cookie " + cookie)
          .expected("lines without \"" + form + "\"")
          .usually("a proof is made with the cookie, and does not contain it")
          .holds(() -> !said.contains(form.toLowerCase(Locale.ROOT)), () -> said);
    }
  }

  @Test
  @DisplayName("proofs are compared in constant time")
  void constantTime(Nodes nodes) throws Exception {
    Recorded.call(nodes, "monster");
    try (InputStream code = CookieHandshake.class.getResourceAsStream("CookieHandshake.class")) {
      boolean found =
          StreamSupport.stream(
                  ClassFile.of().parse(code.readAllBytes()).constantPool().spliterator(), false)
              .anyMatch(entry ->
                  entry instanceof MethodRefEntry method
                      && method.owner().asInternalName().equals("java/security/MessageDigest")
                      && method.name().equalsString("isEqual"));
      Claim.of("the comparison does not end at the first difference")
          .step("matches")
          .did("looked for a call of MessageDigest.isEqual in the class file of CookieHandshake")
          .usually(
              "equals is quicker the earlier the two differ: somebody who may try often, with a"
                  + " good clock, finds the secret character by character")
          .isTrue(found);
    }
  }

  // A caller that cheats.

  @Test
  @DisplayName("a part of a proof is no proof, on either side")
  void shortProof(Nodes nodes) throws Exception {
    Talk listener = Talk.withListener(nodes, "monster");
    String hello = "HELLO a@127.0.0.1 1 mesh " + NONCE;
    listener.say(hello);
    String proof = signed("monster", "caller", hello, listener.hear());
    listener.say("PROOF " + proof.substring(0, 10));
    Claim claim =
        Claim.of("all of the proof is compared")
            .step("matches")
            .usually("only as much was compared as the other side had sent");
    listener.isRefused(claim.did("called b and sent the first ten digits of the right proof"));
    Talk other = Talk.withListener(nodes, "monster");
    other.say(hello);
    String right = signed("monster", "caller", hello, other.hear());
    other.say("PROOF " + right.substring(0, 63) + (right.endsWith("0") ? "1" : "0"));
    other.isRefused(
        claim
            .did("called b and sent the right proof, but for its last digit")
            .usually("only the beginning of the proof was compared"));
    for (String behind : List.of(" and more", " ")) {
      Talk longer = Talk.withListener(nodes, "monster");
      longer.say(hello);
      longer.say("PROOF " + signed("monster", "caller", hello, longer.hear()) + behind);
      longer.isRefused(
          claim
              .did("called b and sent the right proof, with \"%s\" behind it".formatted(behind))
              .usually("the whole line is to be compared; what is behind the proof was left out"));
    }
    Talk caller = Talk.withCaller(nodes, "monster");
    caller.hear();
    caller.say("CHALLENGE b@127.0.0.1 2 pair " + NONCE);
    caller.hear();
    caller.say("WELCOME ");
    caller.isRefused(claim.did("answered a's call with a WELCOME that has an empty proof"));
    Talk more = Talk.withCaller(nodes, "monster");
    String called = more.hear();
    String challenge = "CHALLENGE b@127.0.0.1 2 pair " + NONCE;
    more.say(challenge);
    more.hear();
    more.say("WELCOME " + signed("monster", "listener", called, challenge) + " and more");
    more.isRefused(
        claim
            .did("answered a's call with the right WELCOME, and with more text in that line")
            .usually("the whole line is to be compared: startsWith accepts what comes after it"));
  }

  @Test
  @DisplayName("a proof counts only after its own word")
  void otherWord(Nodes nodes) throws Exception {
    Talk listener = Talk.withListener(nodes, "monster");
    String hello = "HELLO a@127.0.0.1 1 mesh " + NONCE;
    listener.say(hello);
    listener.say("WELCOME " + signed("monster", "caller", hello, listener.hear()));
    Claim accept = Claim.of("the line is compared with its word").step("accept");
    listener.isRefused(
        accept
            .did("called b and sent a right proof, in a line that begins with WELCOME")
            .usually("the last word of the line was compared, whatever stands before it"));
    for (String word : List.of("GUESS ", "proof ")) {
      Talk other = Talk.withListener(nodes, "monster");
      other.say(hello);
      other.say(word + signed("monster", "caller", hello, other.hear()));
      other.isRefused(
          accept
              .did("called b and sent a right proof, in a line that begins with " + word.strip())
              .usually("as many characters were cut off as PROOF has, whatever they are"));
    }
    for (String line : List.of("", "PROOF", "PROOF ")) {
      Talk shorter = Talk.withListener(nodes, "monster");
      shorter.say(hello);
      shorter.hear();
      shorter.say(line);
      Claim nothing =
          accept
              .did("called b and sent the line \"%s\", without a proof".formatted(line))
              .usually("a part was cut out of the line before it was known that it has that part");
      nothing.succeeds(shorter::hear);
      shorter.isRefused(nothing);
    }
    Talk caller = Talk.withCaller(nodes, "monster");
    String called = caller.hear();
    String challenge = "CHALLENGE b@127.0.0.1 2 pair " + NONCE;
    caller.say(challenge);
    caller.hear();
    caller.say("PROOF " + signed("monster", "listener", called, challenge));
    caller.isRefused(
        Claim.of("the line is compared with its word")
            .step("initiate")
            .did("answered a's call with the right proof, in a line that begins with PROOF")
            .usually("the proof was looked for anywhere in the line, whatever the line says"));
  }

  @Test
  @DisplayName("each connection has its own CHALLENGE, and its own HELLO")
  void newNonces(Nodes nodes) throws Exception {
    Claim claim = Claim.of("a nonce is used once");
    CookieHandshake b = new CookieHandshake(Talk.B, Cookie.of("monster"));
    List<String> challenges = new ArrayList<>();
    CookieHandshake a = new CookieHandshake(Talk.A, Cookie.of("monster"));
    List<String> hellos = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Talk listener = Talk.withListener(nodes, b);
      listener.say("HELLO a@127.0.0.1 1 mesh " + NONCE);
      challenges.add(listener.hear());
      hellos.add(Talk.withCaller(nodes, a).hear());
    }
    claim
        .step("accept")
        .did("called b twice")
        .expected("two different lines")
        .usually("the CHALLENGE was made once: then a recorded call can be played again")
        .holds(() -> Set.copyOf(challenges).size() == 2, () -> challenges);
    claim
        .step("initiate")
        .did("had a call two nodes")
        .expected("two different lines")
        .usually("the HELLO was made once: then a recorded answer can be played again")
        .holds(() -> Set.copyOf(hellos).size() == 2, () -> hellos);
  }

  @Test
  @DisplayName("a node shakes hands with many others at the same time")
  void atTheSameTime(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("one connection does not disturb another")
            .usually("a line was kept in a field; the next connection puts its own line there");
    CookieHandshake a = new CookieHandshake(Talk.A, Cookie.of("monster"));
    Talk caller = Talk.withCaller(nodes, a);
    String hello = caller.hear();
    Talk.withCaller(nodes, a).hear();
    String challenge = "CHALLENGE b@127.0.0.1 2 pair " + NONCE;
    caller.say(challenge);
    claim
        .step("initiate")
        .did("a called b; before b answered, a called another node")
        .isEqual("PROOF " + signed("monster", "caller", hello, challenge), caller.hear());
    CookieHandshake b = new CookieHandshake(Talk.B, Cookie.of("monster"));
    Talk listener = Talk.withListener(nodes, b);
    listener.say(hello);
    String asked = listener.hear();
    Talk other = Talk.withListener(nodes, b);
    other.say("HELLO c@127.0.0.1 1 mesh " + NONCE);
    other.hear();
    listener.say("PROOF " + signed("monster", "caller", hello, asked));
    claim
        .step("accept")
        .did("a called b; before a sent its proof, c called b")
        .isEqual("WELCOME " + signed("monster", "listener", hello, asked), listener.hear());
  }

  @Test
  @DisplayName("a recorded call cannot be played again")
  void replayedCall(Nodes nodes) throws Exception {
    Recorded run = Recorded.call(nodes, "monster");
    Talk listener = Talk.withListener(nodes, "monster");
    listener.say(run.hello());
    listener.hear();
    listener.say(run.proof());
    listener.hear();
    listener.isRefused(
        Claim.of("an old proof fits no new call")
            .step("proof")
            .did("recorded how a called b, and said a's lines to b again")
            .usually(
                "the proof does not depend on the listener's CHALLENGE, so it is the same every time"));
  }

  @Test
  @DisplayName("a caller that does not speak this protocol is refused")
  void otherLanguage(Nodes nodes) throws Exception {
    Node a = nodes.start("a", E13_HandshakeTest::pair);
    Node b = nodes.start("b", E13_HandshakeTest::pair);
    Claim claim = Claim.of("b talks only to nodes that speak its protocol").step("accept");
    for (String nonsense :
        List.of(
            "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
            "\n",
            "HELLO\n",
            "HELLO a@b@c 1 mesh " + NONCE + "\n",
            "\u0000\u0001\u0002\u0003\n")) {
      try (Socket socket = new Socket(Nodes.HOST, b.port())) {
        socket.setSoTimeout(Math.toIntExact(Await.deadline().toMillis()));
        socket.getOutputStream().write(nonsense.getBytes(UTF_8));
        String answer = claim.succeeds(() -> new String(socket.getInputStream().readAllBytes()));
        claim
            .did("sent to b: " + nonsense.strip().lines().findFirst().orElse("an empty line"))
            .usually("what does not begin with an introduction deserves none")
            .isEqual("", answer);
      }
    }
    claim.did("a connected after all this").isEqual(CONNECTED, a.connect(b.self()).status());
  }

  @Test
  @DisplayName("a caller that falls silent in the middle is dropped at the time limit")
  void silentCaller(Nodes nodes) throws Exception {
    Recorded.call(nodes, "monster");
    Node b = nodes.start("b", options -> pair(options).withSetup(Duration.ofMillis(200)));
    String hello = "HELLO a@127.0.0.1 1 mesh " + NONCE + "\n";
    for (String beginning : List.of("", "HELLO a@127.0", hello)) {
      Socket socket = nodes.closeLater(new Socket(Nodes.HOST, b.port()));
      socket.getOutputStream().write(beginning.getBytes(UTF_8));
    }
    Claim.of("no peer stays in set-up longer than the limit")
        .step("accept")
        .did(
            "three called b, which allows 200 ms for set-up, and stopped at the beginning, in the"
                + " middle of a line and after one")
        .expected("three refusals")
        .becomesEqual(
            3L,
            () ->
                nodes.events(b).stream()
                    .filter(event -> event.kind() == Event.Kind.REFUSED)
                    .count());
  }

  // A listener that cheats.

  @Test
  @DisplayName("a listener without a proof is refused")
  void listenerWithoutProof(Nodes nodes) throws Exception {
    Talk caller = Talk.withCaller(nodes, "monster");
    caller.hear();
    caller.say("CHALLENGE b@127.0.0.1 2 pair " + NONCE);
    caller.hear();
    caller.say("WELCOME " + NO_PROOF);
    caller.isRefused(
        Claim.of("the caller checks the listener too")
            .step("initiate")
            .did("answered a's call as b, without knowing the cookie")
            .usually("a believed WELCOME without looking at the proof; anybody can take b's port"));
  }

  @Test
  @DisplayName("a listener cannot send the caller's own proof back to it")
  void reflectedProof(Nodes nodes) throws Exception {
    Talk caller = Talk.withCaller(nodes, "monster");
    caller.hear();
    caller.say("CHALLENGE b@127.0.0.1 2 pair " + NONCE);
    String proof = caller.hear();
    caller.say(proof.replace("PROOF", "WELCOME"));
    caller.isRefused(
        Claim.of("a proof counts for the side that made it")
            .step("proof")
            .did("answered a's call as b, and sent a's own proof back as b's")
            .usually("both sides sign the same text; the side that signs must be in it"));
  }

  @Test
  @DisplayName("a recorded answer cannot be played again")
  void replayedAnswer(Nodes nodes) throws Exception {
    Recorded run = Recorded.call(nodes, "monster");
    Talk caller = Talk.withCaller(nodes, "monster");
    caller.hear();
    caller.say(run.challenge());
    caller.hear();
    caller.say(run.welcome());
    caller.isRefused(
        Claim.of("an old proof fits no new call")
            .step("proof")
            .did("recorded how b answered a, and answered a's next call with b's lines")
            .usually(
                "the proof does not depend on the caller's HELLO, so it is the same every time"));
  }

  @Test
  @DisplayName("a caller proves nothing to a node that it did not call")
  void wrongNode(Nodes nodes) throws Exception {
    for (String other : List.of("c@127.0.0.1", "b@127.0.0.2", "bb@127.0.0.1", "b@127.0.0.11")) {
      Talk caller = Talk.withCaller(nodes, "monster");
      String hello = caller.hear();
      String challenge = "CHALLENGE %s 2 pair %s".formatted(other, NONCE);
      caller.say(challenge);
      Claim claim =
          Claim.of("a node that answers under another name is refused")
              .step("initiate")
              .did("a called b@127.0.0.1, and %s answered".formatted(other));
      String answer = caller.hear();
      caller.say("WELCOME " + signed("monster", "listener", hello, challenge));
      claim
          .usually(
              caller.outcome().startsWith("refused")
                  ? "the proof was sent before the name in CHALLENGE was compared with expected"
                  : challenge.contains("b@127.0.0.1")
                      ? "the name was looked for in the text of the line; compare the whole name"
                      : "the name in CHALLENGE was not compared with expected, or not all of it")
          .isEqual("(closed)", answer);
      claim
          .usually("Refused was given another status than PROTOCOL")
          .isEqual("refused: PROTOCOL", caller.outcome());
    }
  }

  // What the tests stand on.

  private static NodeOptions pair(NodeOptions options) {
    return options.withConnectAll(false).withTick(Duration.ofHours(1));
  }
}
