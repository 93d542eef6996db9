package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import workbook.lab.book.Reports;
import workbook.lab.book.TestCase;
import workbook.lab.run.Maven;

/**
 * {@code mvn test}, for real, in some modules: what students and teachers run. Its reports are kept
 * apart, so that a student's own results stay.
 *
 * @param jvms in how many JVMs at a time: most of these tests wait most of their time
 * @param options more words of its command line
 */
record MavenTests(
    Setting setting, String name, List<String> modules, int jvms, List<String> options) {

  private static final String REPORTS = "verify-reports";

  /** Runs it; gives all tests, red ones too. Problems of the build itself go to the tally. */
  List<TestCase> run(Tally tally) throws IOException, InterruptedException {
    Path log = setting.folder().resolve("mvn-" + name + ".log");
    long start = System.currentTimeMillis() - 1000;
    String command = "test -pl " + String.join(",", modules);
    tally.doing("mvn " + command);
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(
        List.of(
            "-Dmaven.test.failure.ignore=true",
            "--fail-at-end",
            "-DforkCount=" + jvms,
            "-Dtest.reports=" + REPORTS));
    words.addAll(options);
    int exit = Maven.run(setting.book(), log, words);
    if (exit != 0) {
      String reason = Maven.error(Files.readString(log));
      tally.fail(name, "mvn %s failed: %s (%s)", command, reason, setting.book().show(log));
    }
    List<TestCase> cases = new ArrayList<>();
    for (String module : modules) {
      cases.addAll(reports(module, start));
      LeftOut.in(folder(module), start).forEach(tally::leaveOut);
    }
    return cases;
  }

  private List<TestCase> reports(String module, long start) throws IOException {
    Path folder = folder(module);
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
          .filter(file -> file.toFile().lastModified() >= start)
          .sorted()
          .flatMap(file -> Reports.read(file).stream())
          .toList();
    }
  }

  private Path folder(String module) {
    return setting.book().root().resolve(module).resolve("target").resolve(REPORTS);
  }
}
