package workbook.lab.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiffTest {

  private static List<String> diff(String before, String after) {
    return Diff.of(before, after).stream().map(part -> String.join("|", part)).toList();
  }

  private static String numbers(int count) {
    return IntStream.range(0, count).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }

  @Test
  void equalTextsHaveNone() {
    assertThat(diff("a\nb\n", "a\nb")).isEmpty();
    assertThat(diff("", "")).isEmpty();
  }

  @Test
  void tellsWhatGoesAndWhatComes() {
    assertThat(diff("a\nb\nc\n", "a\nx\nc\ny\n")).containsExactly(" a|-b|+x| c|+y");
    assertThat(diff("", "a\n")).containsExactly("+a");
    assertThat(diff("a\n", "")).containsExactly("-a");
  }

  @Test
  void partsThatLieApartAreApart() {
    String before = numbers(30);
    String after = before.replace("\n5\n", "\nfive\n").replace("\n25\n", "\n");
    assertThat(diff(before, after))
        .containsExactly(" 2| 3| 4|-5|+five| 6| 7| 8", " 22| 23| 24|-25| 26| 27| 28");
  }
}
