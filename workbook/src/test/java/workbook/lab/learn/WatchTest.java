package workbook.lab.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Exercise;

@Timeout(10)
class WatchTest {

  @TempDir Path root;

  private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();
  private final BlockingQueue<List<String>> runs = new LinkedBlockingQueue<>();
  private final Set<String> green = ConcurrentHashMap.newKeySet();
  private SmallBook small;
  private Thread watching;

  @BeforeEach
  void watch() throws IOException {
    small = SmallBook.in(root);
    Watch watch = new Watch(small.book(), this::next, this::test, typed);
    watching =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                watch.run();
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

  private Optional<Exercise> next() {
    return small.book().exercises().stream().filter(one -> !green.contains(one.id())).findFirst();
  }

  /** An exercise is green when its file says so. */
  private void test(List<Exercise> exercises) {
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

  private List<String> run() throws InterruptedException {
    return runs.poll(5, TimeUnit.SECONDS);
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
    watching.join();
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
    typed.add("");
    assertThat(run()).containsExactly("1.1");
    typed.add(Watch.QUIT);
    watching.join();
    assertThat(runs).isEmpty();
  }
}
