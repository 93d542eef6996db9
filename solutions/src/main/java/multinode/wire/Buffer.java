package multinode.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow as they are written, and the few forms in which the codec writes numbers. */
public final class Buffer {

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int size;
  private int depth;

  public Buffer(int capacity) {
    bytes = new byte[capacity];
  }

  public byte[] array() {
    return bytes;
  }

  public int size() {
    return size;
  }

  /** Forgets everything from a position on; gives memory back when much more was needed once. */
  public void truncate(int position, int keep) {
    size = position;
    depth = 0;
    if (bytes.length > keep && position == 0) bytes = new byte[keep];
  }

  private void need(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
    }
  }

  public void put(int oneByte) {
    need(1);
    bytes[size++] = (byte) oneByte;
  }

  public void put(byte[] some) {
    put(some, 0, some.length);
  }

  public void put(byte[] some, int from, int count) {
    need(count);
    System.arraycopy(some, from, bytes, size, count);
    size += count;
  }

  /** What has been written, and nothing else. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** Four bytes, the highest first. */
  public void putInt(int value) {
    need(4);
    setInt(size, value);
    size += 4;
  }

  void setInt(int position, int value) {
    INTS.set(bytes, position, value);
  }

  /** Eight bytes, the highest first. */
  void putLong(long value) {
    need(8);
    LONGS.set(bytes, size, value);
    size += 8;
  }

  /** Seven bits a byte, the lowest first, small numbers of either sign in few bytes. */
  void putNumber(long value) {
    need(10);
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7F) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** Enters something that contains other things, no deeper than {@link Input} would follow. */
  void enter() {
    if (++depth > Input.DEEPEST) throw Input.tooDeep();
  }

  void leave() {
    depth--;
  }

  /** A text: its length in bytes, then its UTF-8. */
  void putText(String text) {
    byte[] encoded = text.getBytes(UTF_8);
    putNumber(encoded.length);
    put(encoded);
  }
}
