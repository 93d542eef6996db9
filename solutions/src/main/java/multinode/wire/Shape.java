package multinode.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * How objects of one class are taken apart and put together: a record by its components, an enum
 * constant by its place.
 *
 * @param type the class
 * @param name what is on the wire, in UTF-8: its name, a colon, and a hash of its components or
 *     constants, by which two versions of a class are told apart
 * @param parts reads a component, in the order of the record; empty for an enum
 * @param maker makes a record from an array of its components; null for an enum
 */
record Shape(Class<?> type, byte[] name, MethodHandle[] parts, MethodHandle maker) {

  /** The shape of a record or enum class. */
  static Shape of(Class<?> type) {
    byte[] name = fullName(type).getBytes(UTF_8);
    if (type.isEnum()) return new Shape(type, name, new MethodHandle[0], null);
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      RecordComponent[] components = type.getRecordComponents();
      MethodHandle[] parts = new MethodHandle[components.length];
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        parts[i] =
            lookup
                .unreflect(components[i].getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class));
      }
      MethodHandle maker =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      return new Shape(type, name, parts, maker);
    } catch (ReflectiveOperationException e) {
      throw new CodecException(type.getName() + " cannot be taken apart: " + e.getMessage(), e);
    }
  }

  /** The name of a class, and a hash of what its objects look like on the wire. */
  static String fullName(Class<?> type) {
    Stream<String> parts =
        type.isEnum()
            ? Arrays.stream(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name())
            : Arrays.stream(type.getRecordComponents())
                .map(part -> part.getName() + " " + part.getType().getName());
    return "%s:%x".formatted(type.getName(), parts.toList().hashCode());
  }

  Object part(int i, Object whole) {
    try {
      return parts[i].invokeExact(whole);
    } catch (Throwable thrown) {
      throw new CodecException("cannot read a component of " + type.getName(), thrown);
    }
  }

  Object make(Object[] values) {
    try {
      return maker.invokeExact(values);
    } catch (Throwable refused) {
      throw new CodecException("these are not the components of a " + type.getName(), refused);
    }
  }
}
