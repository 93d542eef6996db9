package multinode.wire;

import java.net.ProtocolException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Cuts large frames into fragments, and puts them together again, so that small frames can pass
 * between them. Each fragment is a frame of its own: a byte that says whether it is the first, the
 * number of the whole, in the first one its length, and then a piece of it. The Erlang distribution
 * does the same since OTP 22 (see "Distribution Protocol" in the <a
 * href="https://www.erlang.org/doc/apps/erts/erl_dist_protocol.html">ERTS User's Guide</a>).
 */
public final class Fragments {

  /** How many bytes of the whole one fragment carries. */
  public static final int SIZE = 1 << 16;

  /** Where the content of a frame begins, behind the four bytes of its length. */
  public static final int START = 4;

  /** How many frames may be under way in pieces at the same time, in one direction. */
  public static final int MOST = 4;

  /** The first byte of a fragment. */
  static final int FIRST = 6;

  static final int NEXT = 7;

  private final int limit;
  private final Map<Long, Part> parts = new HashMap<>();

  private static final class Part {
    private final int length;
    private final Buffer bytes;

    Part(int length) {
      this.length = length;
      this.bytes = new Buffer(Math.min(length, 2 * SIZE));
    }
  }

  /**
   * Puts together what one peer sends.
   *
   * @param limit how long a whole frame may be, in bytes
   */
  public Fragments(int limit) {
    this.limit = limit;
  }

  /** Whether the content of a frame is a fragment of a larger one. */
  public static boolean isOne(byte[] content) {
    return content.length > 0 && (content[0] == FIRST || content[0] == NEXT);
  }

  /**
   * The content of one fragment, to be appended to a frame.
   *
   * @param whole what is cut; the first four bytes, its length, are left out
   * @param from where the piece begins, 4 or more
   */
  public static Consumer<Buffer> piece(long number, Buffer whole, int from) {
    return out -> {
      out.put(from == START ? FIRST : NEXT);
      out.putNumber(number);
      if (from == START) out.putNumber(whole.size() - START);
      out.put(whole.array(), from, Math.min(SIZE, whole.size() - from));
    };
  }

  /**
   * Takes a fragment in. Takes no more memory than has come.
   *
   * @return the whole, when this was the last one missing
   * @throws ProtocolException when the whole is too long, or too many are under way
   * @throws CodecException when it is no fragment
   */
  public Optional<byte[]> add(byte[] content) throws ProtocolException {
    Input in = new Input(content);
    boolean first = in.get() == FIRST;
    long number = in.getNumber();
    if (first) begin(number, in.getNumber());
    Part part = parts.get(number);
    byte[] piece = in.rest();
    if (part == null || part.bytes.size() + piece.length > part.length) {
      throw new ProtocolException("a fragment of no frame");
    }
    part.bytes.put(piece);
    if (part.bytes.size() < part.length) return Optional.empty();
    parts.remove(number);
    return Optional.of(part.bytes.toBytes());
  }

  private void begin(long number, long length) throws ProtocolException {
    if (length <= 0 || length > limit) {
      throw new ProtocolException(
          "a frame that says it has %,d bytes; the limit is %,d".formatted(length, limit));
    }
    if (parts.size() == MOST)
      throw new ProtocolException("more than " + MOST + " frames in pieces");
    if (parts.putIfAbsent(number, new Part((int) length)) != null) {
      throw new ProtocolException("two frames in pieces with one number");
    }
  }
}
