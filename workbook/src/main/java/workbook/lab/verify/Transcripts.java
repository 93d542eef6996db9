package workbook.lab.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import workbook.lab.book.Stage;

/** (e) Every transcript in a lesson is true: real nodes print what it prints. */
record Transcripts(Setting setting) implements Check {

  private static final int AT_A_TIME = 2;

  @Override
  public String title() {
    return "transcripts true";
  }

  @Override
  public int seconds() {
    return 200;
  }

  @Override
  public List<Path> inputs() {
    List<Path> readmes = new ArrayList<>(List.of(setting.book().root().resolve("README.md")));
    setting.book().stages().forEach(stage -> readmes.add(stage.readme()));
    return readmes;
  }

  @Override
  public void run(Tally tally) throws Exception {
    List<Callable<Void>> plays = new ArrayList<>();
    for (Path readme : inputs()) {
      if (!Files.isRegularFile(readme)) continue;
      String file = setting.book().show(readme);
      for (List<Transcript> one : Transcript.read(file, Stage.read(readme), tally)) {
        plays.add(() -> {
          try (Player player = new LocalPlayer(setting, tally)) {
            player.play(one);
          }
          return null;
        });
      }
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (Future<Void> played : threads.invokeAll(plays)) played.get();
    }
  }
}
