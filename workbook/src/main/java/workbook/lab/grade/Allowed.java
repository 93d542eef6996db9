package workbook.lab.grade;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What submitted code may use of Java and of libraries. It runs in the JVM of the tests: whatever
 * could look into them there, or forge what they tell, is not on the list, {@code allowed.txt}.
 */
final class Allowed {

  /** Names that are refused whatever class they are called on: subclasses inherit them. */
  private static final Set<String> NEVER =
      Set.of(
          "getStackTrace",
          "setStackTrace",
          "getAllStackTraces",
          "getContextClassLoader",
          "setContextClassLoader",
          "getClassLoader",
          "getThreadGroup",
          "getUncaughtExceptionHandler",
          "setUncaughtExceptionHandler",
          "setDefaultUncaughtExceptionHandler",
          "getDefaultUncaughtExceptionHandler",
          "enumerate");

  /** Fine without parameters; with one, the trace could be read. */
  private static final String PRINT_TRACE = "printStackTrace";

  private final Map<String, List<String>> lines = new HashMap<>();

  private Allowed() {}

  /** The list of the workbook. */
  static Allowed list() {
    Allowed allowed = new Allowed();
    try (InputStream text = Allowed.class.getResourceAsStream("allowed.txt")) {
      if (text == null) throw new IllegalStateException("no resource allowed.txt");
      new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(allowed::add);
      return allowed;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(String line) {
    if (line.isBlank() || line.startsWith("#")) return;
    List<String> words = Arrays.asList(line.strip().split("\\s+"));
    lines.put(words.getFirst(), words.subList(1, words.size()));
  }

  /** Whether a class of Java or a library may be named, such as {@code java.util.Map$Entry}. */
  boolean names(String type) {
    // A lambda's class file names these, beside what makes it.
    if (type.startsWith("java.lang.invoke.MethodHandle")) return true;
    return members(type).filter(all -> !all.contains("none")).isPresent();
  }

  /** Whether a member of a class may be used. */
  boolean uses(String type, String member, String descriptor) {
    if (NEVER.contains(member)) return false;
    if (member.equals(PRINT_TRACE) && !descriptor.equals("()V")) return false;
    Optional<List<String>> found = members(type);
    if (found.isEmpty()) return false;
    List<String> members = found.get();
    if (members.isEmpty() || members.contains("*")) return true;
    if (members.contains("none")) return false;
    boolean allBut = members.getFirst().startsWith("-");
    return allBut != (members.contains(member) || members.contains("-" + member));
  }

  /** The nearest line: of the class, of the one around it, of the package. */
  private Optional<List<String>> members(String type) {
    for (String name = type; ; ) {
      if (lines.containsKey(name)) return Optional.of(lines.get(name));
      int inner = name.lastIndexOf('$');
      if (inner < 0) break;
      name = name.substring(0, inner);
    }
    int dot = type.lastIndexOf('.');
    return Optional.ofNullable(lines.get(type.substring(0, Math.max(0, dot)) + ".*"));
  }
}
