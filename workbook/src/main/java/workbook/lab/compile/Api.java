package workbook.lab.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What other code can see of a compiled class: everything that is not private. */
public final class Api {

  private static final Set<AccessFlag> OF_NO_CONCERN =
      Set.of(AccessFlag.SUPER, AccessFlag.SYNCHRONIZED, AccessFlag.NATIVE, AccessFlag.STRICT);

  private Api() {}

  /**
   * The API of a class file, a line for the class and each of its members; empty for a class that
   * nobody can name: private, anonymous, local, or made by the compiler.
   */
  public static SortedSet<String> of(Path classFile) {
    try {
      return of(ClassFile.of().parse(classFile));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + classFile, e);
    }
  }

  private static SortedSet<String> of(ClassModel type) {
    SortedSet<String> lines = new TreeSet<>();
    Optional<InnerClassInfo> inner = inner(type);
    boolean hidden =
        type.flags().has(AccessFlag.SYNTHETIC)
            || inner.filter(i -> i.outerClass().isEmpty() || i.has(AccessFlag.PRIVATE)).isPresent();
    if (hidden) return lines;
    lines.add(head(type, inner.map(InnerClassInfo::flags).orElse(type.flags().flags())));
    for (MethodModel method : type.methods()) {
      if (isSeen(method.flags().flags())) lines.add(method(type, method));
    }
    for (FieldModel field : type.fields()) {
      if (isSeen(field.flags().flags())) lines.add(field(type, field));
    }
    return lines;
  }

  private static Optional<InnerClassInfo> inner(ClassModel type) {
    return type.findAttribute(Attributes.innerClasses()).stream()
        .flatMap(all -> all.classes().stream())
        .filter(i -> i.innerClass().asInternalName().equals(type.thisClass().asInternalName()))
        .findFirst();
  }

  private static boolean isSeen(Set<AccessFlag> flags) {
    return !flags.contains(AccessFlag.PRIVATE) && !flags.contains(AccessFlag.SYNTHETIC);
  }

  private static String head(ClassModel type, Set<AccessFlag> flags) {
    List<String> words = new ArrayList<>(List.of(words(flags), "class", name(type)));
    String generic =
        type.findAttribute(Attributes.signature()).map(s -> s.signature().stringValue()).orElse("");
    words.add(generic);
    words.add("extends " + type.superclass().map(ClassEntry::asInternalName).orElse(""));
    words.add("implements " + names(type.interfaces()));
    type.findAttribute(Attributes.permittedSubclasses())
        .ifPresent(permits -> words.add("permits " + names(permits.permittedSubclasses())));
    type.findAttribute(Attributes.record())
        .ifPresent(record ->
            words.add(
                "record "
                    + record.components().stream()
                        .map(c -> c.descriptor().stringValue() + " " + c.name().stringValue())
                        .toList()));
    return String.join(" ", words);
  }

  private static String method(ClassModel type, MethodModel method) {
    String descriptor =
        method
            .findAttribute(Attributes.signature())
            .map(s -> s.signature().stringValue())
            .orElse(method.methodType().stringValue());
    String thrown =
        method.findAttribute(Attributes.exceptions()).map(e -> names(e.exceptions())).orElse("");
    return "%s method %s.%s%s %s"
        .formatted(
            words(method.flags().flags()),
            name(type),
            method.methodName().stringValue(),
            descriptor,
            thrown)
        .strip();
  }

  private static String field(ClassModel type, FieldModel field) {
    String constant =
        field
            .findAttribute(Attributes.constantValue())
            .map(value -> " = " + value.constant().constantValue())
            .orElse("");
    return "%s field %s.%s %s%s"
        .formatted(
            words(field.flags().flags()),
            name(type),
            field.fieldName().stringValue(),
            field.fieldType().stringValue(),
            constant)
        .strip();
  }

  private static String words(Set<AccessFlag> flags) {
    return String.join(
        " ",
        flags.stream()
            .filter(flag -> !OF_NO_CONCERN.contains(flag))
            .map(flag -> flag.name().toLowerCase(java.util.Locale.ROOT))
            .sorted()
            .toList());
  }

  private static String name(ClassModel type) {
    return type.thisClass().asInternalName().replace('/', '.');
  }

  private static String names(List<ClassEntry> classes) {
    return classes.stream().map(ClassEntry::asInternalName).sorted().toList().toString();
  }

  /** The members of a class file that other code may use, each as compiled code names it. */
  static SortedSet<String> members(Path classFile) throws IOException {
    ClassModel type = ClassFile.of().parse(Files.readAllBytes(classFile));
    SortedSet<String> members = new TreeSet<>();
    if (of(type).isEmpty()) return members;
    String name = name(type).substring(name(type).lastIndexOf('.') + 1);
    members.add(name);
    for (MethodModel method : type.methods()) {
      if (!isSeen(method.flags().flags())) continue;
      String kind = method.flags().has(AccessFlag.STATIC) ? "static " : "";
      members.add(
          kind + name + "." + method.methodName().stringValue() + shown(method.methodTypeSymbol()));
    }
    for (FieldModel field : type.fields()) {
      if (!isSeen(field.flags().flags())) continue;
      members.add("%s.%s".formatted(name, field.fieldName().stringValue()));
    }
    return members;
  }

  private static String shown(MethodTypeDesc type) {
    return type.parameterList().stream()
        .map(ClassDesc::displayName)
        .collect(Collectors.joining(", ", "(", ") " + type.returnType().displayName()));
  }

  /**
   * The class files of a source file, in a folder or jar, such as {@code multinode/node/Cookie}.
   */
  public static List<Path> classFiles(Path root, String topLevel) throws IOException {
    Path folder = root.resolve(topLevel).getParent();
    if (!Files.isDirectory(folder)) return List.of();
    String simple = topLevel.substring(topLevel.lastIndexOf('/') + 1);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(simple + "(\\$.*)?\\.class"))
          .toList();
    }
  }
}
