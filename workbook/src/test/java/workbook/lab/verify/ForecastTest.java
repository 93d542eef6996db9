package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Book;

class ForecastTest {

  @TempDir Path folder;

  private Run run(String title, int seconds) throws IOException {
    Book book = new Book(folder);
    Inputs inputs = new Inputs(book, ExerciseFiles.asTheyStand(book));
    return Run.of(new Check(title, seconds, tally -> {}), inputs, new Passed(folder, true));
  }

  @Test
  void lanesRunSideBySideAndPhasesOneAfterTheOther() throws IOException {
    Run first = run("a", 10);
    Forecast forecast =
        new Forecast(
            List.of(
                List.of(List.of(first, run("b", 20)), List.of(run("c", 25))),
                List.of(List.of(run("d", 5)))));
    assertThat(forecast.left()).isEqualTo(35);
    first.run(wrong -> {});
    assertThat(forecast.left()).as("too short to tell of the machine").isEqualTo(30);
  }

  @Test
  void whatHasEndedTellsHowFastTheMachineIs() {
    assertThat(Forecast.pace(10, 20)).isEqualTo(2);
    assertThat(Forecast.pace(20, 5)).isEqualTo(0.25);
    assertThat(Forecast.pace(10, 1_000)).as("one that hung").isEqualTo(4);
    assertThat(Forecast.pace(5, 20)).as("too short to tell").isEqualTo(1);
  }
}
