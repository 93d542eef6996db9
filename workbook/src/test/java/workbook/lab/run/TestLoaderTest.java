package workbook.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Book;

class TestLoaderTest {

  @TempDir Path root;

  @Test
  void theSettingsOfJUnitAreThereOnce() throws IOException {
    Path classes = Files.createDirectories(root.resolve("Jürgen"));
    Files.createFile(classes.resolve("junit-platform.properties"));
    try (TestLoader loader = TestLoader.of(new Book(root), classes, classes)) {
      assertThat(Collections.list(loader.getResources("junit-platform.properties"))).hasSize(1);
      assertThat(loader.getResources("org/junit/jupiter/api/Test.class").hasMoreElements())
          .isTrue();
    }
  }
}
