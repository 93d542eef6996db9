package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LikenessTest {

  private static final String REFUSED = "10:11:12.013 WARNING a refused b: bad cookie";

  private static boolean isLike(Shown shown, String... printed) {
    return Likeness.ofConsole(shown, List.of(printed));
  }

  @Test
  void anEllipsisStandsForAnythingInItsLine() {
    assertThat(Likeness.of(List.of("at port …"), List.of("at port 4711"))).isTrue();
    assertThat(Likeness.of(List.of("<…>"), List.of("<1.2>"))).isTrue();
    assertThat(Likeness.of(List.of("at port …"), List.of("port 4711"))).isFalse();
    assertThat(Likeness.of(List.of("a.c"), List.of("abc"))).isFalse();
  }

  @Test
  void aloneItStandsForAnyLines() {
    assertThat(Likeness.of(List.of("…"), List.of())).isTrue();
    assertThat(Likeness.of(List.of("…", "end"), List.of("x", "y", "end"))).isTrue();
    assertThat(Likeness.of(List.of("…", "end"), List.of("x", "y"))).isFalse();
    assertThat(Likeness.of(List.of("…", "a", "…", "b"), List.of("a", "x", "b"))).isTrue();
  }

  @Test
  void linesMoreOrLessAreNotAlike() {
    assertThat(Likeness.of(List.of("a"), List.of("a", "b"))).isFalse();
    assertThat(Likeness.of(List.of("a", "b"), List.of("a"))).isFalse();
    assertThat(Likeness.of(List.of("a", "b"), List.of("b", "a"))).isFalse();
  }

  @Test
  void whatIsLoggedMayComeAnywhereOrBeLeftOut() {
    assertThat(isLike(Shown.of(List.of("false")), "false", REFUSED)).isTrue();
    assertThat(isLike(Shown.of(List.of("… WARNING a refused b…", "false")), "false", REFUSED))
        .isTrue();
    assertThat(isLike(Shown.of(List.of("… WARNING a refused c…", "false")), "false", REFUSED))
        .isFalse();
  }

  @Test
  void newsOfOtherProcessesMayComeBeforeAmidAndBehindTheAnswer() {
    Shown shown = new Shown(List.of("1", "2"), List.of("up", "down"), 2);
    assertThat(isLike(shown, "1", "2", "up", "down")).isTrue();
    assertThat(isLike(shown, "up", "1", "down", "2")).isTrue();
    assertThat(isLike(shown, "up", "down", "1", "2")).isTrue();
    assertThat(isLike(shown, "1", "2", "down", "up")).isFalse();
    assertThat(isLike(shown, "up", "2", "1", "down")).isFalse();
    assertThat(isLike(shown, "1", "2", "up")).isFalse();
  }

  @Test
  void newsThatAreNotDueMayHaveCome() {
    Shown shown = new Shown(List.of("1"), List.of("up", "down"), 1);
    assertThat(isLike(shown, "1")).isFalse();
    assertThat(isLike(shown, "up", "1")).isTrue();
    assertThat(isLike(shown, "1", "up", "down")).isTrue();
    assertThat(isLike(shown, "1", "up", "sideways")).isFalse();
  }

  @Test
  void newsOfTheLogAreDueToo() {
    Shown shown = new Shown(List.of("1"), List.of("… WARNING a refused …"), 1);
    assertThat(isLike(shown, "1")).isFalse();
    assertThat(isLike(shown, REFUSED, "1")).isTrue();
  }
}
