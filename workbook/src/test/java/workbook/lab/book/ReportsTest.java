package workbook.lab.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

  @TempDir Path folder;

  private Exercise exercise() throws IOException {
    Stage stage = new Stage(1, folder.resolve("01-first"));
    Path file = stage.sources().resolve("p/A.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "class A {}");
    return new Exercise("1.1", "A", 1, 1, List.of("p/A.java"), stage, "p.E11_ATest", folder);
  }

  @Test
  void readsWhatItWrites() throws IOException {
    List<TestCase> cases =
        List.of(
            new TestCase("p.E11_ATest", "is green", "", 12),
            new TestCase("p.E11_ATest", "is <red> & \"so\"", "1.1 is not written yet:\n  A", 3));
    Book book = new Book(folder);
    Exercise exercise = exercise();
    Reports.write(book, exercise, Reports.sources(exercise), cases);
    assertThat(Reports.latest(book, exercise)).hasValue(cases);
  }

  @Test
  void surefiresResultsOfOtherSourcesCountForNothing() throws IOException {
    Exercise exercise = exercise();
    Path reports = exercise.stage().dir().resolve("target/surefire-reports");
    Path report = Files.createDirectories(reports).resolve("TEST-p.E11_ATest.xml");
    Files.writeString(
        report, "<testsuite><testcase name='a' classname='p.E11_ATest'/></testsuite>");
    report.toFile().setLastModified(System.currentTimeMillis() + 5_000);
    assertThat(Reports.latest(new Book(folder), exercise)).isPresent();

    report.toFile().setLastModified(exercise.paths().getFirst().toFile().lastModified() - 5_000);
    assertThat(Reports.latest(new Book(folder), exercise)).isEmpty();
  }

  @Test
  void readsSurefiresFiles() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("TEST-p.A.xml"),
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="p.A" tests="3"><properties/>
              <testcase name="one" classname="p.A" time="1,200.5"/>
              <testcase name="two" classname="p.A" time="0.1">
                <failure message="expected this&#10;came that" type="workbook.harness.Failed">…</failure>
              </testcase>
              <testcase name="three" classname="p.A" time="0"><skipped/></testcase>
              <testcase name="four" classname="p.A" time="0"><error type="java.lang.Error"/></testcase>
            </testsuite>
            """);
    assertThat(Reports.read(file))
        .containsExactly(
            new TestCase("p.A", "one", "", 1_200_500),
            new TestCase("p.A", "two", "expected this\ncame that", 100),
            new TestCase("p.A", "four", "java.lang.Error", 0));
  }

  @Test
  void aFileThatWasCutOffCountsForNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("TEST-p.A.xml"), "<testsuite><testcase na");
    assertThat(Reports.read(file)).isEmpty();
  }
}
