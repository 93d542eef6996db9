package multinode.console;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import multinode.wire.Luggage;
import multinode.wire.RemoteFunction;
import multinode.wire.Serialization;

/**
 * Finds what a function that was typed into a console needs on another node: the classes JShell
 * made of it and of what it uses, and the values of the variables among that. (JShell keeps a
 * variable in a static field of a class of its own.)
 */
final class Packer {

  private final Session session;
  private final Map<String, byte[]> classes = new TreeMap<>();
  private final Map<String, byte[]> values = new TreeMap<>();
  private final Deque<String> found = new ArrayDeque<>();

  private Packer(Session session) {
    this.session = session;
  }

  /**
   * What must travel with a function.
   *
   * @throws IllegalArgumentException naming a variable whose value cannot travel
   */
  static Luggage.Baggage pack(Session session, RemoteFunction function) {
    Packer packer = new Packer(session);
    packer.findIn(function);
    for (String name; (name = packer.found.poll()) != null; ) packer.findIn(name);
    return new Luggage.Baggage(packer.classes, packer.values);
  }

  /** Finds the classes whose objects a function consists of, by serializing it. */
  private void findIn(RemoteFunction function) {
    try (ObjectOutputStream out =
        new ObjectOutputStream(OutputStream.nullOutputStream()) {
          @Override
          protected void annotateClass(Class<?> type) {
            find(type.getName());
          }
        }) {
      out.writeObject(function);
    } catch (IOException e) {
      throw new IllegalArgumentException("the function cannot travel: " + e.getMessage(), e);
    }
  }

  private void find(String name) {
    byte[] code = session.code().get(name);
    if (code != null && classes.putIfAbsent(name, code) == null) found.add(name);
  }

  /** Finds the classes and variables that a class uses, by reading its constant pool. */
  private void findIn(String name) {
    for (PoolEntry entry : ClassFile.of().parse(classes.get(name)).constantPool()) {
      switch (entry) {
        case ClassEntry type -> find(type.asInternalName().replace('/', '.'));
        case FieldRefEntry field ->
            value(field.owner().asInternalName().replace('/', '.'), field.name().stringValue());
        default -> {}
      }
    }
  }

  private void value(String owner, String field) {
    Class<?> type = session.loaded().get(owner);
    if (type == null) return;
    try {
      Field variable = type.getField(field);
      if (!isVariable(variable)) return;
      variable.setAccessible(true);
      Object value = variable.get(null);
      if (value != null) values.put(owner + "#" + field, serialize(field, value));
    } catch (ReflectiveOperationException notAVariable) {
      // A field that JShell made for itself.
    }
  }

  /** A field of an object goes with the object; a constant, on the other node, makes itself. */
  private static boolean isVariable(Field field) {
    return Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers());
  }

  private static byte[] serialize(String variable, Object value) {
    try {
      return Serialization.write(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the variable %s cannot travel to another node: %s is not Serializable"
              .formatted(variable, value.getClass().getSimpleName()));
    }
  }
}
