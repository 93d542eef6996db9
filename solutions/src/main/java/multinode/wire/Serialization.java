package multinode.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.concurrent.atomic.AtomicReference;

/** Java's own serialization, behind an allowlist: for functions, and for what is no record. */
public final class Serialization {

  private final Allowlist allowlist;

  Serialization(Allowlist allowlist) {
    this.allowlist = allowlist;
  }

  /**
   * Writes an object.
   *
   * @throws CodecException when something in it is not serializable
   */
  public static byte[] write(Object object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    } catch (IOException | StackOverflowError e) {
      throw new CodecException("cannot be sent to another node: " + e, e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads an object.
   *
   * @param loader where its classes are looked for first
   * @throws CodecException when it is broken, or holds something outside the allowlist
   */
  Object read(byte[] bytes, ClassLoader loader) {
    AtomicReference<String> rejected = new AtomicReference<>();
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes)) {
          @Override
          protected Class<?> resolveClass(ObjectStreamClass type)
              throws IOException, ClassNotFoundException {
            try {
              return Class.forName(type.getName(), false, loader);
            } catch (ClassNotFoundException e) {
              return super.resolveClass(type);
            }
          }
        }) {
      in.setObjectInputFilter(allowlist.filter(bytes.length, rejected::set));
      return in.readObject();
    } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError e) {
      if (rejected.get() != null) allowlist.check(rejected.get());
      throw new CodecException("cannot be read: " + e, e);
    }
  }
}
