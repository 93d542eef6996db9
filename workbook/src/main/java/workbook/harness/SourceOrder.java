package workbook.harness;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Runs the tests of a class in the order in which they stand in it. */
public final class SourceOrder implements MethodOrderer {

  /** The order of class files, in which the compiler keeps that of the source. */
  public SourceOrder() {}

  @Override
  public void orderMethods(MethodOrdererContext context) {
    List<String> names = names(context.getTestClass());
    context
        .getMethodDescriptors()
        .sort(
            Comparator.comparingInt(
                (MethodDescriptor m) -> names.indexOf(m.getMethod().getName())));
  }

  private static List<String> names(Class<?> testClass) {
    String file = testClass.getName().substring(testClass.getPackageName().length() + 1) + ".class";
    try (InputStream bytes = testClass.getResourceAsStream(file)) {
      if (bytes == null) return List.of();
      List<MethodModel> methods = ClassFile.of().parse(bytes.readAllBytes()).methods();
      return methods.stream().map(method -> method.methodName().stringValue()).toList();
    } catch (IOException | IllegalArgumentException unreadable) {
      return List.of();
    }
  }
}
