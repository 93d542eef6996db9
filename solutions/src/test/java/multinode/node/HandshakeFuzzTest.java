package multinode.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import multinode.process.NodeName;
import multinode.wire.Fuzz;
import multinode.wire.Lines;
import multinode.wire.Mutation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Handshakes with peers that have the cookie, mostly, and say something that is nearly right. */
class HandshakeFuzzTest {

  private static final Cookie COOKIE = Cookie.of("monster");
  private static final Cookie OTHER = Cookie.of("elmo");
  private static final NodeName ME = new NodeName("me", "127.0.0.1");
  private static final NodeName YOU = new NodeName("you", "127.0.0.1");
  private static final String NONCE = "00112233445566778899aabbccddeeff " + CookieHandshake.VERSION;

  static final Mutation MUTATION =
      new Mutation(
          bytes(
              "\n",
              " ",
              "@",
              "\r\n",
              "\0",
              "STOP",
              "STOP\n",
              "HELLO ",
              "CHALLENGE ",
              "PROOF ",
              "WELCOME ",
              "REFUSED ",
              "ALREADY\n",
              "ADMITTED\n",
              "mesh",
              "-1",
              "99999999999",
              "é",
              "\u2028",
              "\uD83D\uDE00",
              "x".repeat(100),
              NONCE),
          bytes(
              "HELLO you@127.0.0.1 1 mesh " + NONCE + "\n",
              "CHALLENGE you@127.0.0.1 1 pair " + NONCE + "\n",
              "PROOF " + "0".repeat(64) + "\n",
              "WELCOME " + "0".repeat(64) + "\n",
              "REFUSED BAD_COOKIE\n"));

  private int admitted;
  private int refused;

  private static List<byte[]> bytes(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  /** A handshake with a peer that says an introduction and a proof, both perhaps changed. */
  private final class Attempt implements Fuzz.Case {

    private final boolean accepting;
    private final RandomGenerator random;
    private final List<String> said = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    Attempt(RandomGenerator random) {
      this.random = random;
      this.accepting = random.nextBoolean();
    }

    @Override
    public void run() throws Exception {
      ScriptedSocket socket = new ScriptedSocket(List.of(this::introduction, this::proof));
      Lines lines = new Lines(socket, Duration.ofHours(1));
      lines.watch(sent::add, heard::add);
      CookieHandshake handshake = new CookieHandshake(new Peer(ME, 1, true), COOKIE);
      try {
        check(accepting ? handshake.accept(lines) : handshake.initiate(lines, YOU));
        admitted++;
      } catch (IOException e) {
        assertThat(e.getMessage()).isNotBlank();
        refused++;
      }
    }

    private byte[] introduction() {
      String word = accepting ? "HELLO" : "CHALLENGE";
      String name = Mutation.one(List.of("you@127.0.0.1", "a@b", "me@127.0.0.1"), random);
      return said("%s %s 1 mesh %s\n".formatted(word, accepting ? name : YOU, NONCE));
    }

    private byte[] proof() {
      Cookie cookie = random.nextInt(5) == 0 ? OTHER : COOKIE;
      return said(expected(cookie) + "\n");
    }

    private byte[] said(String line) {
      byte[] bytes = line.getBytes(UTF_8);
      if (random.nextInt(3) > 0) bytes = MUTATION.of(bytes, random);
      said.add(new String(bytes, UTF_8));
      return bytes;
    }

    /** The only line that proves the cookie. */
    private String expected(Cookie cookie) {
      String peerSaid = heard.isEmpty() ? "" : heard.getFirst();
      String nodeSaid = sent.isEmpty() ? "" : sent.getFirst();
      String text =
          accepting
              ? String.join("\n", "caller", peerSaid, nodeSaid)
              : String.join("\n", "listener", nodeSaid, peerSaid);
      return (accepting ? "PROOF " : "WELCOME ") + HexFormat.of().formatHex(cookie.sign(text));
    }

    /** Nobody gets in without the one right proof, nor under a name that is none. */
    private void check(Peer peer) {
      assertThat(heard.get(1)).isEqualTo(expected(COOKIE));
      assertThat(NodeName.parse(peer.name().toString())).isEqualTo(peer.name());
      assertThat(heard.getFirst()).contains(" " + peer.name() + " ");
      if (!accepting) assertThat(peer.name()).isEqualTo(YOU);
    }

    @Override
    public int size() {
      return said.stream().mapToInt(String::length).sum();
    }

    @Override
    public String toString() {
      return (accepting ? "a caller says " : "a listener says ") + said;
    }
  }

  @Test
  @DisplayName("whatever a peer says in the handshake: it proves the cookie, or is refused")
  void handshakes() {
    Fuzz.run(getClass(), 30, Attempt::new);
    if (admitted + refused < 1_000) return;
    assertThat(admitted).as("admitted").isPositive();
    assertThat(refused).as("refused").isPositive();
  }
}
