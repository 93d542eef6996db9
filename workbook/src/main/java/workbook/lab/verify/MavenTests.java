package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workbook.lab.book.Folders;
import workbook.lab.book.Reports;
import workbook.lab.book.TestCase;
import workbook.lab.run.Maven;

/**
 * {@code mvn test}, for real, in some modules: what students and teachers run. Its reports are kept
 * apart, so that a student's own results stay.
 *
 * @param options more words of its command line
 */
record MavenTests(Setting setting, String name, List<String> modules, List<String> options) {

  private static final String REPORTS = "verify-reports";

  /** Runs it; gives all tests, red ones too. Problems of the build itself go to the tally. */
  List<TestCase> run(Tally tally) throws IOException, InterruptedException {
    Path log = setting.folder().resolve("mvn-" + name + ".log");
    long start = System.currentTimeMillis() - 1000;
    String command = "test -pl " + String.join(",", modules);
    tally.doing("mvn " + command);
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(
        List.of("-Dmaven.test.failure.ignore=true", "--fail-at-end", "-Dtest.reports=" + REPORTS));
    words.addAll(options);
    int exit = Maven.run(setting.book(), log, words);
    if (exit != 0) {
      String reason = Maven.error(Files.readString(log));
      tally.fail(name, "mvn %s failed: %s (%s)", command, reason, setting.book().show(log));
    }
    List<TestCase> cases = new ArrayList<>();
    for (String module : modules) {
      Path target = setting.book().root().resolve(module).resolve("target");
      List<Path> reports = reports(target.resolve(REPORTS), start);
      reports.forEach(file -> cases.addAll(Reports.read(file)));
      LeftOut.in(reports).forEach(tally::leaveOut);
    }
    return cases;
  }

  /** The reports that were written since then, in milliseconds; none where there is no folder. */
  static List<Path> reports(Path folder, long since) {
    return Folders.files(folder, none -> false).stream()
        .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
        .filter(file -> file.toFile().lastModified() >= since)
        .toList();
  }
}
