package multinode.node;

import static multinode.node.ConnectResult.Status.BAD_COOKIE;
import static multinode.node.ConnectResult.Status.PROTOCOL;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import multinode.process.NodeName;
import multinode.wire.Lines;
import workbook.Todo;

/**
 * Both sides prove that they have the same cookie, and neither sends it.
 *
 * <pre>
 *   caller                                        listener
 *   HELLO name incarnation mesh nonce v ──────▶
 *                                       ◀──────   CHALLENGE name incarnation mesh nonce v
 *   PROOF hmac                          ──────▶   checks it first
 *                                       ◀──────   WELCOME hmac
 *   checks it
 * </pre>
 *
 * <p>The last word is the version of the protocol: both must have the same, since the frames that
 * come later have no other sign of it.
 *
 * <p>A proof is the HMAC-SHA-256, under the cookie, of the side that makes it and of the two lines
 * that introduced both: it fits this one connection, in this one direction. The nonces are 128
 * random bits, so a recorded proof is of no use later. The caller proves first: a stranger who only
 * connects learns nothing to try cookies on. Erlang's own handshake has the same steps, with MD5
 * (<a href="https://www.erlang.org/doc/apps/erts/erl_dist_protocol.html">Distribution
 * Protocol</a>).
 */
public final class CookieHandshake implements Handshake {

  /**
   * Which form frames and the values in them have. WireFormatTest keeps that form on file, and is
   * red when it has changed and this has not.
   */
  static final int VERSION = 5;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Peer me;
  private final Cookie cookie;

  /** The handshake of the node {@code me}, which has {@code cookie}. */
  public CookieHandshake(Peer me, Cookie cookie) {
    this.me = me;
    this.cookie = cookie;
  }

  @Override
  public Peer initiate(Lines lines, NodeName expected) throws IOException {
    // 1.3: HELLO, CHALLENGE, PROOF, WELCOME, as drawn above; check who answers, and what.
    throw new Todo("1.3", "introduce yourself, prove the cookie, check the proof that comes back");
  }

  @Override
  public Peer accept(Lines lines) throws IOException {
    // 1.3: the same four lines from the other side; REFUSED for a caller without proof.
    throw new Todo("1.3", "challenge the caller, check its proof, prove the cookie in turn");
  }

  private String introduction(String word) {
    byte[] nonce = new byte[16];
    RANDOM.nextBytes(nonce);
    return String.join(
        " ",
        word,
        me.name().toString(),
        Integer.toString(me.incarnation()),
        me.meshing() ? "mesh" : "pair",
        HexFormat.of().formatHex(nonce),
        Integer.toString(VERSION));
  }

  private static Peer introduced(String word, String line) throws Refused {
    String[] parts = line.split(" ", -1);
    try {
      if (line.startsWith(Refused.OTHER_VERSION)) {
        throw Refused.version("the node that was called", parts[parts.length - 1], VERSION);
      }
      if (parts.length == 6 && parts[0].equals(word) && parts[4].length() == 32) {
        NodeName name = NodeName.parse(parts[1]);
        if (Integer.parseInt(parts[5]) != VERSION) {
          throw Refused.version(name.toString(), parts[5], VERSION);
        }
        return new Peer(name, Integer.parseInt(parts[2]), parts[3].equals("mesh"));
      }
    } catch (IllegalArgumentException notAnIntroduction) {
      // Refused below, as anything else that is not one.
    }
    throw new Refused(PROTOCOL, "expected " + word + " and an introduction, got: " + brief(line));
  }

  String proof(String side, String hello, String challenge) {
    // 1.3: what must be in the signed text, so that the proof is of no use anywhere else?
    throw new Todo("1.3", "sign the side and the two introductions, in hex");
  }

  private static String answer(Lines lines) throws IOException {
    String line = lines.read();
    if (line.startsWith("REFUSED ")) {
      throw new Refused(BAD_COOKIE, "the other node has another cookie");
    }
    return line;
  }

  /** Compares in a time that does not tell how far the two agree. */
  private static boolean matches(String expected, String actual) {
    // 1.3: equals stops at the first difference, and a clock can see where.
    throw new Todo("1.3", "compare the two proofs in constant time");
  }

  private static String brief(String line) {
    return line.substring(0, Math.min(line.length(), 40));
  }
}
