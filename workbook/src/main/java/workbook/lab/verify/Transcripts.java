package workbook.lab.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import workbook.lab.book.Fingerprint;
import workbook.lab.book.Stage;

/** (e) Every transcript in a lesson is true: real nodes print what it prints. */
record Transcripts(Setting setting, Inputs state, Passed passed, String only)
    implements Check.Proof {

  private static final int AT_A_TIME = 2;

  /** What it proves: of all lessons, or at the one place that is wanted. */
  String title() {
    return isPlace() ? "transcripts true at " + only : "transcripts true";
  }

  private boolean isPlace() {
    return only.contains("README.md") && !Labs.isPlace(only);
  }

  @Override
  public List<Path> inputs() {
    List<Path> readmes = new ArrayList<>(List.of(setting.book().root().resolve("README.md")));
    setting.book().stages().forEach(stage -> readmes.add(stage.readme()));
    return readmes;
  }

  @Override
  public void run(Tally tally) throws Exception {
    String system = state.number(List.of(setting.book().root().resolve("lab")));
    List<Play> plays = new ArrayList<>();
    for (Path readme : inputs()) {
      if (!Files.isRegularFile(readme)) continue;
      String file = setting.book().show(readme);
      int number = 0;
      for (List<Transcript> one : Transcript.read(file, Stage.read(readme), tally)) {
        Play play = new Play("%s %d".formatted(file, ++number), one);
        if (!isPlace() || play.isAt(only)) plays.add(play);
      }
    }
    tally.that(!plays.isEmpty(), title(), "no transcript begins there");
    // The longest first, so that no core waits at the end.
    plays.sort(Comparator.comparingInt(Play::steps).reversed());
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (Play play : plays) calls.add(() -> isRight(play, system, tally));
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (Future<Boolean> played : threads.invokeAll(calls)) played.get();
    }
  }

  /** Plays it, unless it was right before as it is. */
  private boolean isRight(Play play, String system, Tally tally) throws Exception {
    String name = title() + " " + play.name();
    String now = new Fingerprint().add(system).add(play.text()).hex();
    if (passed.before(name, now).isPresent()) {
      play.transcripts().forEach(one -> tally.pass(one.where()));
      return true;
    }
    try (Player player = new LocalPlayer(setting, tally)) {
      boolean right = player.play(play.transcripts());
      if (right) passed.note(name, now);
      return right;
    }
  }
}
