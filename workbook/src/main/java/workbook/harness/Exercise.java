package workbook.harness;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks the test class of an exercise. Its tests may ask for {@link Nodes} as a parameter, end
 * after ten seconds at most, and explain themselves when they are red.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(HarnessExtension.class)
public @interface Exercise {

  /** Stage and number, such as {@code 1.3}. */
  String id();

  /** Its name in the lesson. */
  String title();

  /** What it counts for, once all its tests are green. */
  int points();

  /** How long it takes a student, about. */
  int minutes();

  /** The files to be edited, below {@code src/main/java}; the first is where to begin. */
  String[] files();
}
