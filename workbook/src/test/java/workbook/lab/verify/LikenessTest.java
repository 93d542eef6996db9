package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LikenessTest {

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
  }

  @Test
  void linesMoreOrLessAreNotAlike() {
    assertThat(Likeness.of(List.of("a"), List.of("a", "b"))).isFalse();
    assertThat(Likeness.of(List.of("a", "b"), List.of("a"))).isFalse();
  }

  @Test
  void whatIsLoggedMayComeAnywhereOrBeLeftOut() {
    List<String> printed = List.of("false", "10:11:12.013 WARNING a refused b: bad cookie");
    assertThat(Likeness.ofConsole(List.of("false"), printed)).isTrue();
    assertThat(Likeness.ofConsole(List.of("… WARNING a refused b…", "false"), printed)).isTrue();
    assertThat(Likeness.ofConsole(List.of("… WARNING a refused c…", "false"), printed)).isFalse();
  }
}
