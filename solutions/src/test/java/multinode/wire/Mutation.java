package multinode.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Changes bytes that are valid a little, at random, so that they get further than noise would.
 *
 * @param tokens what means something in these bytes
 * @param others more bytes that are valid
 */
public record Mutation(List<byte[]> tokens, List<byte[]> others) {

  private static final int MOST_CHANGES = 4;
  private static final int MOST_TIMES = 300;
  private static final byte[] EXTREMES = {0, 1, -1, Byte.MAX_VALUE, Byte.MIN_VALUE};

  /** Changes bytes in one to four places. */
  public byte[] of(byte[] valid, RandomGenerator random) {
    byte[] bytes = valid;
    for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) bytes = changed(bytes, random);
    return bytes;
  }

  private byte[] changed(byte[] bytes, RandomGenerator random) {
    int from = random.nextInt(bytes.length + 1);
    int to = random.nextInt(from, bytes.length + 1);
    int soon = Math.min(bytes.length, from + random.nextInt(1, 9));
    return switch (random.nextInt(10)) {
      case 0 -> overwritten(bytes, from, one -> (byte) (one ^ 1 << random.nextInt(8)));
      case 1 -> overwritten(bytes, from, one -> EXTREMES[random.nextInt(EXTREMES.length)]);
      case 2 -> Arrays.copyOf(bytes, from);
      case 3 -> spliced(bytes, from, new byte[0], soon);
      case 4 -> spliced(bytes, to, Arrays.copyOfRange(bytes, from, to), to);
      case 5 -> spliced(bytes, from, noise(random), from);
      case 6 -> spliced(bytes, from, one(others, random), bytes.length);
      case 7 -> spliced(bytes, from, one(tokens, random), from);
      case 8 -> spliced(bytes, from, one(tokens, random), soon);
      default -> spliced(bytes, from, often(one(tokens, random), random), from);
    };
  }

  private interface Change {
    byte of(byte one);
  }

  private static byte[] overwritten(byte[] bytes, int place, Change change) {
    byte[] changed = bytes.clone();
    if (place < bytes.length) changed[place] = change.of(bytes[place]);
    return changed;
  }

  /** The bytes up to a place, then others, then the bytes from a place. */
  private static byte[] spliced(byte[] bytes, int until, byte[] between, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, until);
    out.writeBytes(between);
    out.write(bytes, from, bytes.length - from);
    return out.toByteArray();
  }

  private static byte[] noise(RandomGenerator random) {
    byte[] noise = new byte[random.nextInt(1, 20)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] often(byte[] token, RandomGenerator random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = random.nextInt(MOST_TIMES); i >= 0; i--) out.writeBytes(token);
    return out.toByteArray();
  }

  public static <T> T one(List<T> all, RandomGenerator random) {
    return all.get(random.nextInt(all.size()));
  }
}
