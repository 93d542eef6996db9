package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final Offset<Double> NEARLY = Offset.offset(0.5);

  private record Named(String title) implements Check {
    @Override
    public void run(Tally tally) {}
  }

  private static Unchanged check(String title) {
    return new Unchanged(new Named(title), null, null);
  }

  private final Forecast forecast =
      new Forecast(
          List.of(
              List.of(List.of(check("a"), check("b")), List.of(check("c"))),
              List.of(List.of(check("d")))),
          Map.of("a", 10.0, "b", 20.0, "c", 25.0, "d", 5.0));

  @Test
  void lanesRunSideBySideAndPhasesOneAfterTheOther() {
    assertThat(forecast.left(List.of())).isEqualTo(35);
  }

  @Test
  void whatHasEndedIsNotLeftAndTellsHowFastTheMachineIs() {
    Progress.Run slow = new Progress.Run("a", new Tally(), 20);
    assertThat(forecast.left(List.of(slow))).isCloseTo(2 * (25 + 5), NEARLY);
    Progress.Run quick = new Progress.Run("a", new Tally(), 0.1);
    assertThat(forecast.left(List.of(quick))).as("too short to tell").isCloseTo(30, NEARLY);
    Progress.Run running = new Progress.Run("c", new Tally(), -1);
    assertThat(forecast.left(List.of(slow, running))).isCloseTo(2 * (25 + 5), NEARLY);
  }
}
