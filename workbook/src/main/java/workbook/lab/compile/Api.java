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
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

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

  /** All class files below a folder, from there, sorted. */
  public static List<Path> classFiles(Path folder) {
    if (!Files.isDirectory(folder)) return List.of();
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(folder::relativize)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
