package multinode.node;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Packs a function for its journey to another node, and unpacks it there. Where the function was
 * typed into a console, the classes it is made of travel with it and get a loader of their own.
 */
public final class Luggage {

  private final Codec codec;
  private final Allowlist allowlist;
  private volatile Function<RemoteFunction, Map<String, byte[]>> classes = function -> Map.of();

  /**
   * A function, packed.
   *
   * @param function its serialized form
   * @param classes classes that travel along, by name
   */
  public record Packed(byte[] function, Map<String, byte[]> classes) {}

  Luggage(Codec codec, Allowlist allowlist) {
    this.codec = codec;
    this.allowlist = allowlist;
  }

  /** Has these classes travel with a function from now on; the console tells which. */
  public void along(Function<RemoteFunction, Map<String, byte[]>> whichClasses) {
    this.classes = whichClasses;
  }

  Packed pack(RemoteFunction function) {
    return new Packed(Codec.serialize(function), classes.apply(function));
  }

  RemoteFunction unpack(Packed packed) {
    if (packed.classes().isEmpty()) {
      return (RemoteFunction) codec.deserialize(packed.function());
    }
    Map<String, byte[]> bytes = new TreeMap<>(packed.classes());
    Codec open = new Codec(allowlist.and(bytes.keySet().toArray(String[]::new)));
    ClassLoader loader =
        new ClassLoader(Luggage.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] code = bytes.get(name);
            if (code == null) throw new ClassNotFoundException(name);
            return defineClass(name, code, 0, code.length);
          }
        };
    return (RemoteFunction) open.deserialize(packed.function(), loader);
  }
}
