package workbook.lab.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import workbook.lab.book.Markdown;
import workbook.lab.book.Stage;
import workbook.lab.book.Trouble;

/** (e) Every transcript in a lesson is true: real nodes print what it prints. */
record Transcripts(Setting setting) implements Check {

  private static final int AT_A_TIME = 2;

  @Override
  public String title() {
    return "transcripts true";
  }

  @Override
  public void run(Tally tally) throws Exception {
    List<Callable<Void>> plays = new ArrayList<>();
    List<Path> readmes = new ArrayList<>(List.of(setting.book().root().resolve("README.md")));
    setting.book().stages().forEach(stage -> readmes.add(stage.readme()));
    for (Path readme : readmes) {
      if (!Files.isRegularFile(readme)) continue;
      for (List<Transcript> one : read(readme, tally)) {
        plays.add(() -> {
          play(one, tally);
          return null;
        });
      }
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (Future<Void> played : threads.invokeAll(plays)) played.get();
    }
  }

  /** The transcripts of a lesson; those that continue another are together with it. */
  private List<List<Transcript>> read(Path readme, Tally tally) {
    List<List<Transcript>> all = new ArrayList<>();
    String file = setting.book().show(readme);
    for (Markdown.Block block : Markdown.of(Stage.read(readme)).blocks()) {
      if (!block.language().equals("transcript")) continue;
      try {
        Transcript transcript = Transcript.parse(file, block);
        boolean continued = block.options().contains("continued") && !all.isEmpty();
        if (!continued) all.add(new ArrayList<>());
        all.getLast().add(transcript);
      } catch (Trouble trouble) {
        tally.fail(file + ":" + block.line(), "%s", trouble.getMessage());
      }
    }
    return all;
  }

  private void play(List<Transcript> transcripts, Tally tally) throws Exception {
    try (Player player = new Player(setting)) {
      for (Transcript transcript : transcripts) {
        tally.doing(transcript.where());
        try {
          player.play(transcript);
          tally.pass(transcript.where());
        } catch (Trouble trouble) {
          tally.fail(transcript.where(), "%s", trouble.getMessage());
          return; // What continues it would only fail for the same reason.
        }
      }
      try {
        player.checkSilent();
      } catch (Trouble trouble) {
        tally.fail(transcripts.getLast().where(), "%s", trouble.getMessage());
      }
    }
  }
}
