package workbook.lab.run;

import static java.util.function.Predicate.not;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import workbook.lab.book.Exercise;
import workbook.lab.book.UserError;

/**
 * The tests of exercises by their names, read from the compiled test classes; and a choice of them,
 * which a {@link TestJvm} is told by a flag.
 */
public final class TestNames {

  private static final String ONLY = "workbook.only";
  private static final ClassDesc DISPLAY_NAME = ClassDesc.of(DisplayName.class.getName());

  private record Named(Exercise exercise, String method, String displayName) {

    boolean has(String words) {
      return Stream.of(method, displayName)
          .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)));
    }

    String id() {
      return exercise.testClass() + "#" + method;
    }
  }

  private final List<Named> all;

  private TestNames(List<Named> all) {
    this.all = all;
  }

  /**
   * All tests of exercises.
   *
   * @param tests the folder with the test classes
   */
  public static TestNames of(Path tests, List<Exercise> exercises) throws IOException {
    List<Named> all = new ArrayList<>();
    for (Exercise exercise : exercises) {
      Path file = tests.resolve(exercise.testClass().replace('.', '/') + ".class");
      for (MethodModel method : ClassFile.of().parse(file).methods()) {
        displayName(method)
            .map(name -> new Named(exercise, method.methodName().stringValue(), name))
            .ifPresent(all::add);
      }
    }
    return new TestNames(all);
  }

  private static Optional<String> displayName(MethodModel method) {
    return method.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
        .map(RuntimeVisibleAnnotationsAttribute::annotations)
        .flatMap(List::stream)
        .filter(one -> one.classSymbol().equals(DISPLAY_NAME))
        .map(Annotation::elements)
        .flatMap(List::stream)
        .map(element -> ((AnnotationValue.OfString) element.value()).stringValue())
        .findFirst();
  }

  /** Those with a text in their names, in display names or those of methods; at least one. */
  public TestNames with(String words) {
    List<Named> chosen = all.stream().filter(one -> one.has(words)).toList();
    if (!chosen.isEmpty()) return new TestNames(chosen);
    throw UserError.of(
        "No test has \"%s\" in its name. There are:%n%s",
        words,
        all.stream()
            .map(one -> "  " + one.exercise().id() + "  " + one.displayName())
            .collect(Collectors.joining("\n")));
  }

  /** The exercises whose tests they are. */
  public List<Exercise> exercises() {
    return all.stream().map(Named::exercise).distinct().toList();
  }

  /** The flag of a JVM that is to run these and no others. */
  public String flag() {
    return "-D%s=%s".formatted(ONLY, all.stream().map(Named::id).collect(Collectors.joining(",")));
  }

  /** What such a JVM finds: all tests, unless it was told otherwise. */
  static PostDiscoveryFilter filter() {
    Set<String> only =
        Stream.of(System.getProperty(ONLY, "").split(","))
            .filter(not(String::isEmpty))
            .collect(Collectors.toSet());
    return test -> {
      boolean chosen =
          only.isEmpty()
              || !(test.getSource().orElse(null) instanceof MethodSource method)
              || only.contains(method.getClassName() + "#" + method.getMethodName());
      return FilterResult.includedIf(chosen);
    };
  }
}
