package multinode.explore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A hash of 128 bits of a value: equal values have the same. The hash code of Java has 32 bits, so
 * that among a million states some hundred would be taken for others.
 *
 * <p>It reads the components of records, which is what reflection is here for: a world that had to
 * write itself down could forget something.
 */
final class Fingerprint {

  private static final MethodType ANY = MethodType.methodType(Object.class, Object.class);

  /** How a record is read. */
  private record Shape(long tag, MethodHandle[] parts) {}

  private static final ClassValue<Shape> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return shape(type);
        }
      };

  private long high;
  private long low;

  /** The first half of the last value's. */
  long high() {
    return high;
  }

  /** The second half. */
  long low() {
    return low;
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException for an object whose value cannot be seen
   */
  void of(Object value) {
    switch (value) {
      case null -> set(1, 0);
      case Integer number -> set(2, number);
      case Long number -> set(3, number);
      case Boolean flag -> set(4, flag ? 1 : 0);
      case String text -> text(5, text);
      case Enum<?> constant ->
          set(SHAPES.get(constant.getDeclaringClass()).tag, constant.ordinal());
      case Record all -> record(all);
      case Optional<?> some -> {
        of(some.orElse(null));
        into(6, 0);
      }
      case List<?> all -> list(all);
      case Set<?> all -> set(all);
      case Map<?, ?> all -> map(all);
      case byte[] bytes -> text(10, new String(bytes, ISO_8859_1));
      case Number number -> text(11, number.toString());
      case Character letter -> set(12, letter);
      case TemporalAmount span -> text(13, span.toString());
      default ->
          throw new IllegalArgumentException(
              "a world is made of records, enums, collections, strings and numbers, not of "
                  + value.getClass().getName());
    }
  }

  private void record(Record all) {
    Shape shape = SHAPES.get(all.getClass());
    long h = shape.tag;
    long l = shape.parts.length;
    for (MethodHandle part : shape.parts) {
      of(read(part, all));
      into(h, l);
      h = high;
      l = low;
    }
    high = h;
    low = l;
  }

  private void list(List<?> all) {
    long h = 7;
    long l = all.size();
    for (Object one : all) {
      of(one);
      into(h, l);
      h = high;
      l = low;
    }
    high = h;
    low = l;
  }

  /** In any order. */
  private void set(Set<?> all) {
    long h = 8;
    long l = all.size();
    for (Object one : all) {
      of(one);
      h += high;
      l += low;
    }
    set(h, l);
  }

  private void map(Map<?, ?> all) {
    long h = 9;
    long l = all.size();
    for (Map.Entry<?, ?> entry : all.entrySet()) {
      of(entry.getKey());
      long keyHigh = high;
      long keyLow = low;
      of(entry.getValue());
      into(keyHigh, keyLow);
      h += high;
      l += low;
    }
    set(h, l);
  }

  private void text(long tag, String text) {
    long h = tag;
    long l = text.length();
    for (int i = 0; i < text.length(); i++) {
      h = mix(h + text.charAt(i));
      l = l * 0x9E3779B97F4A7C15L + h;
    }
    high = h;
    low = mix(l);
  }

  private void set(long tag, long value) {
    high = mix(value + tag * 0xC2B2AE3D27D4EB4FL);
    low = mix(tag - value * 0x9E3779B97F4A7C15L);
  }

  /** What has been read follows what was read before: a permutation of that, for each value. */
  private void into(long h, long l) {
    long first = mix(h + high * 0xD6E8FEB86659FD93L ^ Long.rotateLeft(l, 23));
    low = mix(l + low * 0xA0761D6478BD642FL + first);
    high = first;
  }

  /** The last steps of MurmurHash3 (Appleby), with the constants of Stafford's mix 13. */
  private static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  private static Object read(MethodHandle part, Record from) {
    try {
      return (Object) part.invokeExact((Object) from);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static Shape shape(Class<?> type) {
    Fingerprint name = new Fingerprint();
    name.text(14, type.getName());
    RecordComponent[] components =
        type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
    MethodHandle[] parts = new MethodHandle[components.length];
    try {
      for (int i = 0; i < parts.length; i++) {
        Method accessor = components[i].getAccessor();
        accessor.setAccessible(true);
        parts[i] = MethodHandles.lookup().unreflect(accessor).asType(ANY);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(type + " cannot be read", e);
    }
    return new Shape(name.high, parts);
  }
}
