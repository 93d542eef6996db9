package workbook.lab.verify;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.book.TestCase;
import workbook.lab.compile.Overlay;
import workbook.lab.compile.Source;
import workbook.lab.compile.TestClasses;
import workbook.lab.run.TestEvent;
import workbook.lab.run.TestJvm;
import workbook.lab.run.Verdicts;

/**
 * A whole stage, run as {@code ./lab test} runs it, on given files in place of the student's.
 *
 * @param files by their names
 */
record StageRun(Setting setting, Stage stage, Map<String, Source> files, Tally tally) {

  /** These tests may run on a busy machine. */
  private static final List<String> PATIENT = List.of("-Dworkbook.patience=3");

  Map<Exercise, List<TestCase>> cases() throws IOException, InterruptedException {
    return Verdicts.of(
        stage.exercises(),
        Overlay.of(setting.book(), files, stage.exercises()),
        TestClasses.of(setting.book()),
        () -> TestJvm.start(setting.book(), PATIENT),
        this::show);
  }

  private void show(TestEvent event) {
    if (event instanceof TestEvent.Started(_, String name)) {
      tally.doing(stage.name() + ": " + name);
    } else if (event instanceof TestEvent.Skipped(TestCase test)) {
      tally.leaveOut(LeftOut.line(test));
    }
  }
}
