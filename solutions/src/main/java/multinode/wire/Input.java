package multinode.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of one frame, read from front to back; never past the end. */
public final class Input {

  /** How deep things may be nested. */
  static final int DEEPEST = 200;

  private final byte[] bytes;
  private int position;
  private int depth;

  Input(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The same bytes from the same place on, read for itself. */
  Input copy() {
    Input copy = new Input(bytes);
    copy.position = position;
    return copy;
  }

  /** All that is left. */
  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, position, bytes.length);
    position = bytes.length;
    return rest;
  }

  int left() {
    return bytes.length - position;
  }

  private void need(int count) {
    if (count < 0 || count > left()) throw new CodecException("the frame ends too early");
  }

  int get() {
    need(1);
    return bytes[position++] & 0xFF;
  }

  int getInt() {
    need(4);
    position += 4;
    return ByteBuffer.wrap(bytes, position - 4, 4).getInt();
  }

  long getLong() {
    need(8);
    position += 8;
    return ByteBuffer.wrap(bytes, position - 8, 8).getLong();
  }

  long getNumber() {
    long rest = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = get();
      rest |= (long) (next & 0x7F) << shift;
      if (next < 0x80) return rest >>> 1 ^ -(rest & 1);
    }
    throw new CodecException("a number does not end");
  }

  /** How many things follow, each of at least {@code atLeast} bytes, 1 or more. */
  int getCount(int atLeast) {
    long count = getNumber();
    if (count < 0 || count > left() / atLeast) {
      throw new CodecException("the frame announces " + count + " things and has no room for them");
    }
    return (int) count;
  }

  byte[] getBytes() {
    int length = getCount(1);
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  String getText() {
    int length = getCount(1);
    position += length;
    return new String(bytes, position - length, length, UTF_8);
  }

  /** Whether a text comes next that is this; takes it if so. */
  boolean skipText(byte[] text) {
    int start = position;
    int length = getCount(1);
    if (Arrays.equals(bytes, position, position + length, text, 0, text.length)) {
      position += length;
      return true;
    }
    position = start;
    return false;
  }

  /** Enters something that contains other things. */
  void enter() {
    if (++depth > DEEPEST) throw tooDeep();
  }

  static CodecException tooDeep() {
    return new CodecException("things nested more than " + DEEPEST + " deep");
  }

  void leave() {
    depth--;
  }
}
