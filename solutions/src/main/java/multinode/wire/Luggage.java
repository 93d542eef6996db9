package multinode.wire;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import multinode.process.Body;

/**
 * Packs a function for its journey to another node, and unpacks it there. Where the function was
 * typed into a console, the classes it is made of travel with it, and the values of the console's
 * variables that it uses; on the other side they get a class loader of their own.
 */
public final class Luggage {

  private final Allowlist allowlist;
  private final Function<RemoteFunction, Body> settle;
  private volatile Function<RemoteFunction, Baggage> along = function -> Baggage.NONE;

  /**
   * What travels with a function.
   *
   * @param classes the code of classes that the other node does not have, by name
   * @param values what their static fields hold, serialized, by {@code class#field}
   */
  public record Baggage(Map<String, byte[]> classes, Map<String, byte[]> values) {
    static final Baggage NONE = new Baggage(Map.of(), Map.of());

    public Baggage {
      Objects.requireNonNull(classes);
      Objects.requireNonNull(values);
    }
  }

  /**
   * A function, packed.
   *
   * @param function its serialized form
   * @param baggage what travels with it
   */
  public record Packed(byte[] function, Baggage baggage) {
    public Packed {
      Objects.requireNonNull(function);
      Objects.requireNonNull(baggage);
    }

    @Override
    public String toString() {
      return "a function of %d bytes and %d classes"
          .formatted(function.length, baggage.classes().size());
    }
  }

  /**
   * Luggage of a node.
   *
   * @param settle makes a function that has arrived the body of a process
   */
  public Luggage(Allowlist allowlist, Function<RemoteFunction, Body> settle) {
    this.allowlist = allowlist;
    this.settle = settle;
  }

  /** From now on this tells what must travel with a function. */
  public void along(Function<RemoteFunction, Baggage> whatTravels) {
    this.along = whatTravels;
  }

  /**
   * Packs a function.
   *
   * @throws CodecException when it, or something it captures, cannot travel
   */
  public Packed pack(RemoteFunction function) {
    return new Packed(Serialization.write(function), along.apply(function));
  }

  /**
   * Unpacks a function, ready to be what a process does.
   *
   * @throws CodecException when it cannot be read here
   */
  public Body unpack(Packed packed) {
    try {
      return unpacked(packed);
    } catch (CodecException e) {
      throw e;
    } catch (RuntimeException notWhatWasPacked) {
      throw new CodecException("cannot be unpacked: " + notWhatWasPacked, notWhatWasPacked);
    }
  }

  private Body unpacked(Packed packed) {
    Map<String, byte[]> classes = packed.baggage().classes();
    Serialization open = new Serialization(allowlist.and(classes.keySet().toArray(String[]::new)));
    ClassLoader own = Luggage.class.getClassLoader();
    ClassLoader loader = classes.isEmpty() ? own : new Travelled(classes, own);
    packed.baggage().values().forEach((field, value) -> set(field, value, open, loader));
    return settle.apply((RemoteFunction) open.read(packed.function(), loader));
  }

  private static void set(
      String classAndField, byte[] value, Serialization open, ClassLoader loader) {
    String[] parts = classAndField.split("#");
    try {
      Field field = Class.forName(parts[0], true, loader).getField(parts[1]);
      field.setAccessible(true);
      field.set(null, open.read(value, loader));
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new CodecException("the variable " + classAndField + " cannot be set: " + e, e);
    }
  }

  /** The classes that came with one function. */
  private static final class Travelled extends ClassLoader {

    private final Map<String, byte[]> classes;

    Travelled(Map<String, byte[]> classes, ClassLoader parent) {
      super(parent);
      this.classes = Map.copyOf(classes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] code = classes.get(name);
      if (code == null) throw new ClassNotFoundException(name);
      return defineClass(name, code, 0, code.length);
    }
  }
}
