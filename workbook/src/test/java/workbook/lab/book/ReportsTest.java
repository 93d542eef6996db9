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

  @Test
  void readsWhatItWrites() {
    List<TestCase> cases =
        List.of(
            new TestCase("p.A", "is green", "", 12),
            new TestCase("p.A", "is <red> & \"so\"", "1.1 is not written yet:\n  A.java", 3));
    Reports.write(folder, "p.A", cases);
    assertThat(Reports.read(folder.resolve("TEST-p.A.xml"))).isEqualTo(cases);
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
