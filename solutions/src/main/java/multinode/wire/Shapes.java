package multinode.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The records and enums that a codec knows so far; only those that an allowlist lets through. */
final class Shapes {

  private final Allowlist allowlist;
  private final Map<Class<?>, Shape> byClass = new ConcurrentHashMap<>();
  private final Map<String, Shape> byName = new ConcurrentHashMap<>();
  private volatile Shape lastRead;

  Shapes(Allowlist allowlist) {
    this.allowlist = allowlist;
  }

  /**
   * The shape of a class.
   *
   * @throws CodecException when it is not allowed
   */
  Shape of(Class<?> type) {
    Shape shape = byClass.get(type);
    if (shape == null) {
      allowlist.check(type.getName());
      byClass.put(type, shape = Shape.of(type));
    }
    return shape;
  }

  /**
   * Reads which class comes next; the one that came last is mostly the one that comes now.
   *
   * @param isEnum whether it has to be an enum, or else a record
   * @throws CodecException when it is not, or not allowed, or not the one that this node has
   */
  Shape read(Input in, boolean isEnum) {
    Shape last = lastRead;
    if (last != null && in.skipText(last.name())) return checked(last, isEnum);
    String fullName = in.getText();
    Shape shape = byName.get(fullName);
    if (shape == null) byName.put(fullName, shape = find(fullName));
    return checked(lastRead = shape, isEnum);
  }

  /** The shape that is called this on the wire. */
  private Shape find(String fullName) {
    String name = fullName.split(":", 2)[0];
    allowlist.check(name);
    try {
      Class<?> type = Class.forName(name, false, Shapes.class.getClassLoader());
      if (!type.isRecord() && !type.isEnum()) throw new ClassNotFoundException();
      if (!fullName.equals(Shape.fullName(type))) {
        throw new CodecException(
            "the other node has another version of " + name + ": start both from one build");
      }
      return of(type);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new CodecException("this node has no record or enum " + name, e);
    }
  }

  private static Shape checked(Shape shape, boolean isEnum) {
    if (shape.type().isEnum() == isEnum) return shape;
    throw new CodecException(shape.type().getName() + " is not what the frame says it is");
  }
}
