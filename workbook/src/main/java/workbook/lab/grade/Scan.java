package workbook.lab.grade;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import workbook.lab.book.Book;

/**
 * Looks at compiled submissions, before any of them is run: each class must belong to an exercise's
 * file, and use only what is {@link Allowed}. A class file names in its constant pool all that it
 * can reach, as long as it reaches nothing that looks classes up by their names.
 */
final class Scan {

  private static final String SYSTEM = "multinode.";

  private final Allowed allowed = Allowed.list();
  private final Path classes;
  private final Set<String> files;
  private final Map<String, ClassModel> own = new TreeMap<>();
  private final Map<String, ClassModel> finished = new HashMap<>();

  private Scan(Path classes, Set<String> files) {
    this.classes = classes;
    this.files = files;
  }

  /**
   * Why files are refused, by their names, such as {@code multinode/node/Cookie.java}.
   *
   * @param classes the folder with what was compiled of them
   * @param files their names
   */
  static Map<String, String> refused(Book book, Path classes, Set<String> files)
      throws IOException {
    Scan scan = new Scan(classes, files);
    scan.read();
    try (FileSystem jar = FileSystems.newFileSystem(book.jar())) {
      scan.readFinished(jar.getPath("/"));
    }
    Map<String, String> refused = new TreeMap<>();
    scan.own.forEach((name, model) ->
        scan.complaint(name, model).ifPresent(why -> refused.putIfAbsent(scan.file(model), why)));
    return refused;
  }

  private void read() throws IOException {
    for (Path file : classFiles(classes)) {
      own.put(name(classes.relativize(file).toString()), parse(file));
    }
  }

  private void readFinished(Path jar) throws IOException {
    for (Path file : classFiles(jar.resolve("multinode"))) {
      finished.put(name(jar.relativize(file).toString()), parse(file));
    }
  }

  private static ClassModel parse(Path file) throws IOException {
    return ClassFile.of().parse(Files.readAllBytes(file));
  }

  private static List<Path> classFiles(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }

  private static String name(String path) {
    return path.replaceFirst("\\.class$", "").replace('\\', '/').replace('/', '.');
  }

  /** The file that a class was compiled from, by what the compiler noted. */
  private String file(ClassModel model) {
    String source =
        model
            .findAttribute(Attributes.sourceFile())
            .map(noted -> noted.sourceFile().stringValue())
            .orElse("?");
    return files.stream().filter(file -> file.endsWith("/" + source)).findFirst().orElse(source);
  }

  private Optional<String> complaint(String name, ClassModel model) {
    String file = file(model);
    String home = file.replaceFirst("\\.java$", "").replace('/', '.');
    if (!outer(name).equals(home)) {
      return Optional.of(
          "it declares the class %s; only %s and what stands in it is graded"
              .formatted(name, simple(home)));
    }
    for (PoolEntry entry : model.constantPool()) {
      Optional<String> used =
          switch (entry) {
            case MemberRefEntry member -> member(home, member);
            case ClassEntry type -> type(home, plain(type.asInternalName()));
            default -> Optional.empty();
          };
      if (used.isPresent()) {
        return Optional.of(
            "it uses %s, which the grader does not let submitted code do".formatted(used.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> member(String home, MemberRefEntry member) {
    String owner = plain(member.owner().asInternalName());
    String name = member.name().stringValue();
    String type = member.type().stringValue();
    Set<String> owners = own.containsKey(owner) ? inherited(owner, name) : Set.of(owner);
    for (String one : owners) {
      boolean good = one.startsWith(SYSTEM) ? given(home, one) : isUsable(one, name, type);
      if (!good) return Optional.of(one + "." + name);
    }
    return Optional.empty();
  }

  private boolean isUsable(String owner, String member, String type) {
    return owner.isEmpty() || allowed.uses(owner, member, type);
  }

  private Optional<String> type(String home, String name) {
    if (name.isEmpty() || own.containsKey(name)) return Optional.empty();
    boolean good = name.startsWith(SYSTEM) ? given(home, name) : allowed.names(name);
    return good ? Optional.empty() : Optional.of(name);
  }

  /** The classes above one's own from which it may have a member that it does not declare. */
  private Set<String> inherited(String owner, String member) {
    ClassModel model = own.get(owner);
    if (model == null) return Set.of(owner);
    if (model.methods().stream().anyMatch(one -> one.methodName().equalsString(member))
        || model.fields().stream().anyMatch(one -> one.fieldName().equalsString(member))) {
      return Set.of();
    }
    Set<String> above = new HashSet<>();
    List<ClassEntry> parents = new ArrayList<>(model.interfaces());
    model.superclass().ifPresent(parents::add);
    for (ClassEntry parent : parents) {
      above.addAll(inherited(plain(parent.asInternalName()), member));
    }
    // Of several, one has it; where Object or Record is among them, it has what is theirs.
    above.removeIf(name -> name.equals("java.lang.Record") || name.equals("java.lang.Object"));
    return above;
  }

  /**
   * Whether a file may use a class of the system: one that is given, and does nothing that the file
   * itself may not, unless the finished file uses it as well.
   */
  private boolean given(String home, String name) {
    boolean exercise = files.contains(outer(name).replace('.', '/') + ".java");
    if (exercise) return own.containsKey(name) || !finished.containsKey(name);
    return !name.startsWith("multinode.console.") && !isPowerful(name)
        || usedByFinished(home, name);
  }

  private boolean isPowerful(String name) {
    ClassModel model = finished.get(name);
    if (model == null) return false;
    for (PoolEntry entry : model.constantPool()) {
      if (!(entry instanceof MemberRefEntry member)) continue;
      String owner = plain(member.owner().asInternalName());
      if (owner.isEmpty() || owner.startsWith(SYSTEM) || owner.startsWith("com.hazelcast."))
        continue;
      if (!allowed.uses(owner, member.name().stringValue(), member.type().stringValue()))
        return true;
    }
    return false;
  }

  private boolean usedByFinished(String home, String name) {
    return finished.entrySet().stream()
        .filter(one -> outer(one.getKey()).equals(home))
        .flatMap(one -> entries(one.getValue()).stream())
        .anyMatch(name::equals);
  }

  private static List<String> entries(ClassModel model) {
    List<String> names = new ArrayList<>();
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof ClassEntry type) names.add(plain(type.asInternalName()));
    }
    return names;
  }

  private static String outer(String name) {
    return name.replaceFirst("\\$.*", "");
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** A class's name without what makes an array of it; empty for arrays of numbers. */
  private static String plain(String internal) {
    if (!internal.startsWith("[")) return internal.replace('/', '.');
    String element = internal.replaceFirst("^\\[+", "");
    return element.startsWith("L")
        ? element.substring(1, element.length() - 1).replace('/', '.')
        : "";
  }
}
