package workbook.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarTest {

  private static final List<String> KNOWN = List.of("test", "node", "names", "up", "verify");

  @Test
  void findsWhatIsAFewMistakesAway() {
    assertThat(Similar.to("tset", KNOWN)).containsExactly("test");
    assertThat(Similar.to("nodes", KNOWN)).containsExactly("node");
    assertThat(Similar.to("veryfi", KNOWN)).containsExactly("verify");
    assertThat(Similar.to("ver", KNOWN)).containsExactly("verify");
  }

  @Test
  void findsNothingFarAway() {
    assertThat(Similar.to("deploy", KNOWN)).isEmpty();
  }

  @Test
  void aSwapCountsOnce() {
    assertThat(Similar.distance("tset", "test")).isEqualTo(1);
    assertThat(Similar.distance("", "abc")).isEqualTo(3);
    assertThat(Similar.distance("abc", "abc")).isZero();
  }
}
