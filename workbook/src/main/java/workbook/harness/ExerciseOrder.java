package workbook.harness;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Runs exercises in the order of their numbers, whichever packages they are about. */
public final class ExerciseOrder implements ClassOrderer {

  /** The order of simple names, which begin with the number: {@code E13_HandshakeTest}. */
  public ExerciseOrder() {}

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context
        .getClassDescriptors()
        .sort(Comparator.comparing((ClassDescriptor c) -> c.getTestClass().getSimpleName()));
  }
}
