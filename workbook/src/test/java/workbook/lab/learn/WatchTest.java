package workbook.lab.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Exercise;

@Timeout(20)
class WatchTest implements Watch.Desk {

  private static final int PATIENCE_SECONDS = 10;

  @TempDir Path root;

  private final BlockingQueue<Character> typed = new LinkedBlockingQueue<>();
  private final BlockingQueue<List<String>> runs = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final Set<String> green = ConcurrentHashMap.newKeySet();
  private SmallBook small;
  private Thread watching;

  @BeforeEach
  void watch() throws IOException {
    small = SmallBook.in(root);
    Exercise first = small.book().exercises().getFirst();
    Watch watch = new Watch(small.book(), first, this::next, this, typed);
    watching =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                answers.add(watch.run() ? "all done" : "quit");
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  @AfterEach
  void stop() throws InterruptedException {
    watching.interrupt();
    watching.join();
  }

  private Optional<Exercise> next(Exercise from) {
    return small.book().exercises().stream()
        .filter(one -> one.compareTo(from) >= 0 && !green.contains(one.id()))
        .findFirst();
  }

  /** An exercise is green when its file says so. */
  @Override
  public void run(List<Exercise> exercises) {
    for (Exercise one : exercises) {
      try {
        String text = small.read("01-first/src/main/java/" + one.files().getFirst());
        if (text.contains("good")) green.add(one.id());
        else green.remove(one.id());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    runs.add(exercises.stream().map(Exercise::id).toList());
  }

  @Override
  public void answer(Key key, Exercise exercise) {
    answers.add(key + " " + exercise.id());
  }

  @Override
  public void say(String sentence) {
    answers.add(sentence);
  }

  private List<String> run() throws InterruptedException {
    return runs.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private String answer() throws InterruptedException {
    return answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void goesOnByItselfUntilAllIsDone() throws IOException, InterruptedException {
    assertThat(run()).containsExactly("1.1");
    small.write(SmallBook.FIRST, "not yet");
    assertThat(run()).containsExactly("1.1");
    small.write(SmallBook.FIRST, "good now");
    assertThat(run()).containsExactly("1.1");
    small.write(SmallBook.SECOND, "good too");
    assertThat(run()).containsExactly("1.2");
    assertThat(answer()).isEqualTo("all done");
  }

  @Test
  void runsWhatWasChangedTooAndGoesBack() throws IOException, InterruptedException {
    assertThat(run()).containsExactly("1.1");
    small.write(SmallBook.FIRST, "good now");
    assertThat(run()).containsExactly("1.1");
    small.write(SmallBook.FIRST, "broken again");
    assertThat(run()).containsExactly("1.1", "1.2");
    small.write(SmallBook.FIRST, "better: good");
    assertThat(run()).containsExactly("1.1");
  }

  @Test
  void runsAgainWhenAskedAndEndsWhenAsked() throws InterruptedException {
    assertThat(run()).containsExactly("1.1");
    typed.add('\n');
    assertThat(run()).containsExactly("1.1");
    typed.add('q');
    assertThat(answer()).isEqualTo("quit");
    assertThat(runs).isEmpty();
  }

  @Test
  void keysMoveItAndTheNextGreenOneLetsItGoOn() throws IOException, InterruptedException {
    assertThat(run()).containsExactly("1.1");
    typed.add('p');
    assertThat(answer()).isEqualTo("1.1 is the first exercise.");
    typed.add('n');
    assertThat(run()).containsExactly("1.2");
    typed.add('n');
    assertThat(answer()).isEqualTo("1.2 is the last exercise.");
    typed.add('p');
    assertThat(run()).containsExactly("1.1");
    small.write(SmallBook.FIRST, "good now");
    assertThat(run()).containsExactly("1.1");
    typed.add('\n');
    assertThat(run()).containsExactly("1.2");
  }

  @Test
  void whatWasSkippedStaysSkipped() throws IOException, InterruptedException {
    assertThat(run()).containsExactly("1.1");
    typed.add('n');
    assertThat(run()).containsExactly("1.2");
    small.write(SmallBook.SECOND, "good");
    assertThat(run()).containsExactly("1.2");
    assertThat(answer()).isEqualTo("all done");
  }

  @Test
  void keysAskAboutWhatIsOnTheScreen() throws IOException, InterruptedException {
    assertThat(run()).containsExactly("1.1");
    typed.addAll(List.of('h', 'S', 'l', 'r', 'x'));
    assertThat(List.of(answer(), answer(), answer(), answer(), answer()))
        .containsExactly(
            "HINT 1.1", "SOLUTION 1.1", "LIST 1.1", "RESET 1.1", "That key does nothing here.");
    small.write(SmallBook.FIRST, "good now");
    assertThat(run()).containsExactly("1.1");
    typed.addAll(List.of('s', 'h'));
    assertThat(answer()).as("how the finished code differs").isEqualTo("SOLUTION 1.1");
    assertThat(answer()).as("help with what is next").isEqualTo("HINT 1.2");
    assertThat(runs).isEmpty();
  }

  @Test
  void waitsForAnEditorThatMovesTheOldFileAwayFirst() throws IOException, InterruptedException {
    assertThat(run()).containsExactly("1.1");
    Path file = root.resolve(SmallBook.FIRST);
    Files.move(file, file.resolveSibling("First.java~"));
    TimeUnit.MILLISECONDS.sleep(4 * StudentFiles.LOOK_MILLIS); // As slow as an editor may be.
    small.write(SmallBook.FIRST, "good now");
    assertThat(run()).containsExactly("1.1");
    assertThat(green).containsExactly("1.1");
    assertThat(runs).isEmpty();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no keys there")
  void seesAnotherFileOfTheSameLengthAndTimeInItsPlace() throws IOException, InterruptedException {
    assertThat(run()).containsExactly("1.1");
    Path file = root.resolve(SmallBook.FIRST);
    FileTime time = Files.getLastModifiedTime(file);
    Path draft = Files.writeString(root.resolve("draft"), "x".repeat((int) Files.size(file)));
    Files.setLastModifiedTime(draft, time);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    assertThat(run()).containsExactly("1.1");
  }
}
