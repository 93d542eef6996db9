package workbook.lab.compile;

import java.io.IOException;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What other code can see of a compiled class: everything that is not private. */
public final class Api {

  private static final Set<AccessFlag> OF_NO_CONCERN =
      Set.of(AccessFlag.SUPER, AccessFlag.SYNCHRONIZED, AccessFlag.NATIVE, AccessFlag.STRICT);

  private Api() {}

  /**
   * The API of a class file: the class and each of its members, as compiled code names it, with all
   * that is declared of it; empty for a class that nobody can name: private, anonymous, local, or
   * made by the compiler.
   */
  public static SortedMap<String, String> of(Path classFile) throws IOException {
    ClassModel type = ClassFile.of().parse(Files.readAllBytes(classFile));
    SortedMap<String, String> members = new TreeMap<>();
    Optional<InnerClassInfo> inner = inner(type);
    boolean hidden =
        type.flags().has(AccessFlag.SYNTHETIC)
            || inner.filter(i -> i.outerClass().isEmpty() || i.has(AccessFlag.PRIVATE)).isPresent();
    if (hidden) return members;
    String name = type.thisClass().asSymbol().displayName();
    members.put(name, head(type, inner.map(InnerClassInfo::flags).orElse(type.flags().flags())));
    for (MethodModel method : type.methods()) {
      if (!isSeen(method.flags().flags())) continue;
      String kind = method.flags().has(AccessFlag.STATIC) ? "static " : "";
      String call = method.methodName().stringValue() + shown(method.methodTypeSymbol());
      members.put(kind + name + "." + call, declared(method));
    }
    for (FieldModel field : type.fields()) {
      if (!isSeen(field.flags().flags())) continue;
      members.put(name + "." + field.fieldName().stringValue(), declared(field));
    }
    return members;
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
    List<String> words = new ArrayList<>(List.of(words(flags), "class"));
    type.findAttribute(Attributes.signature())
        .ifPresent(s -> words.add(s.signature().stringValue()));
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

  private static String declared(MethodModel method) {
    String type =
        method
            .findAttribute(Attributes.signature())
            .map(s -> s.signature().stringValue())
            .orElse("");
    String thrown =
        method.findAttribute(Attributes.exceptions()).map(e -> names(e.exceptions())).orElse("");
    return "%s %s %s".formatted(words(method.flags().flags()), type, thrown).strip();
  }

  private static String declared(FieldModel field) {
    String constant =
        field
            .findAttribute(Attributes.constantValue())
            .map(value -> " = " + value.constant().constantValue())
            .orElse("");
    return words(field.flags().flags()) + " " + field.fieldType().stringValue() + constant;
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

  private static String names(List<ClassEntry> classes) {
    return classes.stream().map(ClassEntry::asInternalName).sorted().toList().toString();
  }

  private static String shown(MethodTypeDesc type) {
    return type.parameterList().stream()
        .map(ClassDesc::displayName)
        .collect(Collectors.joining(", ", "(", ") " + type.returnType().displayName()));
  }

  /** The class files of {@code multinode/node/Cookie.java} or the like, in a folder or jar. */
  public static List<Path> classFiles(Path root, String source) throws IOException {
    Path folder = root.resolve(source).getParent();
    if (!Files.isDirectory(folder)) return List.of();
    String simple = source.replaceAll("^.*/|\\.java$", "");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(simple + "(\\$.*)?\\.class"))
          .toList();
    }
  }
}
