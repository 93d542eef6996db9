package multinode.wire;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import multinode.process.Pid;
import multinode.process.Ref;

/**
 * Writes messages as bytes and reads them back: a byte that tells the kind, then the value.
 *
 * <p>Built in are numbers, texts, booleans, byte arrays, optionals, lists, sets, maps, pids and
 * references. Sorted sets and maps stay sorted, by their natural order. Records and enums go by
 * class name and components, other {@link Serializable} objects by Java's serialization; both only
 * when the {@link Allowlist} has their class, on the side that sends as well as on the side that
 * receives; and only when both sides have the same components or constants. Collections come out
 * unmodifiable, in the order in which they went in. All methods may be called from any thread.
 */
public final class Codec {

  private static final int NULL = 0;
  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int INT = 3;
  private static final int LONG = 4;
  private static final int DOUBLE = 5;
  private static final int FLOAT = 6;
  private static final int CHAR = 7;
  private static final int BYTE = 8;
  private static final int SHORT = 9;
  static final int TEXT = 10;
  private static final int BYTES = 11;
  static final int LIST = 12;
  private static final int SET = 13;
  private static final int MAP = 14;
  private static final int OPTIONAL = 15;
  private static final int PID = 16;
  private static final int REF = 17;
  static final int ENUM = 18;
  static final int RECORD = 19;
  static final int SERIALIZED = 20;
  private static final int SORTED_SET = 21;
  private static final int SORTED_MAP = 22;

  /** For how many things a list has room at first: lists in lists must not each get a frame's. */
  private static final int ROOM = 100;

  private final Allowlist allowlist;
  private final Serialization serialization;
  private final Shapes shapes;
  private volatile String lastNode = "";

  /** A codec that lets these classes through. */
  public Codec(Allowlist allowlist) {
    this.allowlist = allowlist;
    this.serialization = new Serialization(allowlist);
    this.shapes = new Shapes(allowlist);
  }

  /**
   * A value as bytes.
   *
   * @throws CodecException when something in it cannot be sent to another node
   */
  public byte[] encode(Object value) {
    Buffer out = new Buffer(ROOM);
    write(out, value);
    return Arrays.copyOf(out.array(), out.size());
  }

  /**
   * The value that was written as these bytes.
   *
   * @throws CodecException when they are not all of one value that this node knows
   */
  public Object decode(byte[] bytes) {
    Input in = new Input(bytes);
    Object value = read(in);
    if (in.left() > 0) throw new CodecException(in.left() + " bytes too many after a value");
    return value;
  }

  void write(Buffer out, Object value) {
    switch (value) {
      case null -> out.put(NULL);
      case String text -> {
        out.put(TEXT);
        out.putText(text);
      }
      case Integer number -> number(out, INT, number);
      case Long number -> number(out, LONG, number);
      case Boolean bool -> out.put(bool ? TRUE : FALSE);
      case Pid pid -> {
        out.put(PID);
        writePid(out, pid);
      }
      case Ref ref -> {
        out.put(REF);
        out.putText(ref.node());
        out.putInt(ref.incarnation());
        out.putNumber(ref.id());
      }
      case Record record -> writeRecord(out, record);
      case Enum<?> constant -> {
        out.put(ENUM);
        byte[] name = shapes.of(constant.getDeclaringClass()).name();
        out.putNumber(name.length);
        out.put(name);
        out.putNumber(constant.ordinal());
      }
      case List<?> list -> writeAll(out, LIST, list);
      case SortedSet<?> set when set.comparator() == null -> writeAll(out, SORTED_SET, set);
      case Set<?> set -> writeAll(out, SET, set);
      case Map<?, ?> map -> {
        boolean sorted = map instanceof SortedMap<?, ?> some && some.comparator() == null;
        out.put(sorted ? SORTED_MAP : MAP);
        out.enter();
        out.putNumber(map.size());
        map.forEach((key, held) -> {
          write(out, key);
          write(out, held);
        });
        out.leave();
      }
      case Optional<?> optional -> {
        out.put(OPTIONAL);
        out.enter();
        write(out, optional.orElse(null));
        out.leave();
      }
      case Double number -> {
        out.put(DOUBLE);
        out.putLong(Double.doubleToRawLongBits(number));
      }
      case Float number -> {
        out.put(FLOAT);
        out.putInt(Float.floatToRawIntBits(number));
      }
      case Character character -> number(out, CHAR, character);
      case Byte number -> number(out, BYTE, number);
      case Short number -> number(out, SHORT, number);
      case byte[] bytes -> {
        out.put(BYTES);
        out.putNumber(bytes.length);
        out.put(bytes);
      }
      case Serializable object -> {
        allowlist.check(object.getClass().getName());
        out.put(SERIALIZED);
        byte[] bytes = Serialization.write(object);
        out.putNumber(bytes.length);
        out.put(bytes);
      }
      default ->
          throw new CodecException(
              "a %s cannot be sent to another node: make it a record"
                  .formatted(value.getClass().getName()));
    }
  }

  private static void number(Buffer out, int kind, long number) {
    out.put(kind);
    out.putNumber(number);
  }

  void writePid(Buffer out, Pid pid) {
    out.putText(pid.node());
    out.putInt(pid.incarnation());
    out.putNumber(pid.id());
  }

  private void writeRecord(Buffer out, Record record) {
    Shape shape = shapes.of(record.getClass());
    out.put(RECORD);
    out.putNumber(shape.name().length);
    out.put(shape.name());
    out.enter();
    for (int i = 0; i < shape.parts().length; i++) write(out, shape.part(i, record));
    out.leave();
  }

  private void writeAll(Buffer out, int kind, Collection<?> all) {
    out.put(kind);
    out.enter();
    out.putNumber(all.size());
    all.forEach(one -> write(out, one));
    out.leave();
  }

  Object read(Input in) {
    int kind = in.get();
    return switch (kind) {
      case NULL -> null;
      case TRUE -> true;
      case FALSE -> false;
      case INT -> (int) in.getNumber();
      case LONG -> in.getNumber();
      case DOUBLE -> Double.longBitsToDouble(in.getLong());
      case FLOAT -> Float.intBitsToFloat(in.getInt());
      case CHAR -> (char) in.getNumber();
      case BYTE -> (byte) in.getNumber();
      case SHORT -> (short) in.getNumber();
      case TEXT -> in.getText();
      case BYTES -> in.getBytes();
      case PID -> readPid(in);
      case REF -> new Ref(readNode(in), in.getInt(), in.getNumber());
      case ENUM -> {
        Object[] constants = shapes.read(in, true).type().getEnumConstants();
        long place = in.getNumber();
        if (place < 0 || place >= constants.length) throw new CodecException("no such constant");
        yield constants[(int) place];
      }
      case SERIALIZED -> serialization.read(in.getBytes(), Codec.class.getClassLoader());
      case LIST, SET, SORTED_SET, MAP, SORTED_MAP, OPTIONAL, RECORD -> {
        in.enter();
        Object whole = readWhole(in, kind);
        in.leave();
        yield whole;
      }
      default -> throw new CodecException("a value of unknown kind " + kind);
    };
  }

  private Object readWhole(Input in, int kind) {
    switch (kind) {
      case LIST -> {
        int count = in.getCount(1);
        List<Object> list = new ArrayList<>(Math.min(count, ROOM));
        for (int i = 0; i < count; i++) list.add(read(in));
        return Collections.unmodifiableList(list);
      }
      case SET -> {
        Set<Object> set = new LinkedHashSet<>();
        for (int i = in.getCount(1); i > 0; i--) set.add(read(in));
        return Collections.unmodifiableSet(set);
      }
      case MAP -> {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = in.getCount(2); i > 0; i--) map.put(read(in), read(in));
        return Collections.unmodifiableMap(map);
      }
      case SORTED_SET -> {
        SortedSet<Object> set = new TreeSet<>();
        for (int i = in.getCount(1); i > 0; i--) ordered(() -> set.add(read(in)));
        return Collections.unmodifiableSortedSet(set);
      }
      case SORTED_MAP -> {
        SortedMap<Object, Object> map = new TreeMap<>();
        for (int i = in.getCount(2); i > 0; i--) ordered(() -> map.put(read(in), read(in)));
        return Collections.unmodifiableSortedMap(map);
      }
      case OPTIONAL -> {
        return Optional.ofNullable(read(in));
      }
      default -> {
        Shape shape = shapes.read(in, false);
        Object[] values = new Object[shape.parts().length];
        for (int i = 0; i < values.length; i++) values[i] = read(in);
        return shape.make(values);
      }
    }
  }

  private static void ordered(Runnable addition) {
    try {
      addition.run();
    } catch (ClassCastException | NullPointerException e) {
      throw new CodecException("what is said to be sorted has no order", e);
    }
  }

  Pid readPid(Input in) {
    return new Pid(readNode(in), in.getInt(), in.getNumber());
  }

  /** Reads a node's name; the one that came last is mostly the one that comes next. */
  private String readNode(Input in) {
    String name = in.getText();
    String last = lastNode;
    if (name.equals(last)) return last;
    return lastNode = name;
  }
}
