package multinode.wire;

import java.io.ObjectInputFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The classes whose objects may come from another node. Everything else is refused before a class
 * is even looked for.
 *
 * @param entries class names, and package names ending in a dot
 */
public record Allowlist(List<String> entries) {

  private static final Set<String> VALUES =
      Set.of(
          "java.lang.invoke.SerializedLambda",
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Double",
          "java.lang.Enum",
          "java.lang.Float",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Number",
          "java.lang.Object",
          "java.lang.Record",
          "java.lang.Short",
          "java.lang.String",
          "java.util.ArrayList",
          "java.util.Arrays",
          "java.util.CollSer",
          "java.util.Collections",
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.ImmutableCollections",
          "java.util.LinkedHashMap",
          "java.util.LinkedHashSet",
          "java.util.Map",
          "java.util.TreeMap",
          "java.util.TreeSet",
          "java.util.UUID");

  /** How the names of all types begin that JShell has made. */
  private static final String TYPED = "REPL.$JShell$";

  private static final int DEEPEST = 100;
  private static final int MOST_REFERENCES = 1_000_000;

  /** How much longer than all bytes all arrays may be: a hash table has empty places. */
  private static final int ROOM = 4;

  /** The system's own messages, dates and times, and big numbers. */
  public static Allowlist standard() {
    return new Allowlist(List.of("multinode.", "java.time.", "java.math."));
  }

  /** A list that allows these, too: class names, or package names ending in a dot. */
  public Allowlist and(String... more) {
    List<String> all = new ArrayList<>(entries);
    all.addAll(List.of(more));
    return new Allowlist(List.copyOf(all));
  }

  /** Whether objects of the class with this name may come in. */
  public boolean allows(String className) {
    for (String entry : entries) {
      boolean fits = entry.endsWith(".") ? className.startsWith(entry) : className.equals(entry);
      if (fits) return true;
    }
    return false;
  }

  /**
   * Lets the class with this name pass.
   *
   * @throws CodecException naming it, when it is not allowed
   */
  void check(String className) {
    if (allows(className)) return;
    if (className.startsWith(TYPED)) {
      throw new CodecException(
          ("the type %s was typed into a console, and other nodes do not have it; send"
                  + " texts, numbers and lists, or spawn a function there: its types go along")
              .formatted(className.replaceFirst(".*[.$]", "")));
    } else {
      throw new CodecException(
          "class %s is outside the allowlist: start both nodes with it allowed"
              .formatted(className));
    }
  }

  /**
   * The same rule for Java's own serialization, with bounds on its size.
   *
   * @param length how many bytes are read: arrays have no more room than they could fill, all
   *     together, so that those that only say they are huge take no memory
   * @param rejected is told the name of a class that is refused
   */
  ObjectInputFilter filter(int length, Consumer<String> rejected) {
    AtomicLong room = new AtomicLong(ROOM * (long) length);
    return info -> {
      boolean tooLong = room.addAndGet(-Math.max(0, info.arrayLength())) < 0;
      if (info.depth() > DEEPEST || info.references() > MOST_REFERENCES || tooLong) {
        return ObjectInputFilter.Status.REJECTED;
      }
      Class<?> type = info.serialClass();
      if (type == null) return ObjectInputFilter.Status.UNDECIDED;
      while (type.isArray()) type = type.getComponentType();
      String name = type.getName().replaceFirst("\\$\\$Lambda.*", "");
      boolean allowed = type.isPrimitive() || VALUES.contains(topLevel(name)) || allows(name);
      if (!allowed) rejected.accept(name);
      return allowed ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
    };
  }

  /** The class in which a nested class stands. */
  private static String topLevel(String className) {
    int nested = className.indexOf('$');
    return nested < 0 ? className : className.substring(0, nested);
  }
}
