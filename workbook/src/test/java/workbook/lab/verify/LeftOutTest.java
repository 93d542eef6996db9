package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftOutTest {

  @TempDir Path folder;

  @Test
  void aSkippedTestIsALineWithItsReason() throws IOException {
    Files.writeString(
        folder.resolve("TEST-a.DnsTest.xml"),
        """
        <testsuite>
          <testcase name="one" classname="a.DnsTest" time="0.1"/>
          <testcase name="two" classname="a.DnsTest" time="0.1">
            <skipped message="Assumption failed: only root on Linux, with ip" type="x"/>
          </testcase>
          <testcase name="three" classname="a.DnsTest" time="0.1">
            <skipped message="Assumption failed: only root on Linux, with ip" type="x"/>
          </testcase>
        </testsuite>
        """);
    assertThat(LeftOut.in(MavenTests.reports(folder, 0)))
        .containsExactly("DnsTest: only root on Linux, with ip (2 tests)");
    assertThat(MavenTests.reports(folder, Long.MAX_VALUE)).isEmpty();
    assertThat(MavenTests.reports(folder.resolve("none"), 0)).isEmpty();
  }
}
