package workbook.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MavenVersionTest {

  private static boolean isNewEnough(String said) {
    return MavenVersion.in(said).filter(MavenVersion::isNewEnough).isPresent();
  }

  @Test
  void knowsWhichMavenIsNewEnough() {
    assertThat(isNewEnough("\033[1mApache Maven 3.8.7\033[m\nMaven home: /x")).isTrue();
    assertThat(isNewEnough("Apache Maven 3.10.0")).isTrue();
    assertThat(isNewEnough("Apache Maven 4.0.0-rc-5")).isTrue();
    assertThat(isNewEnough("Apache Maven 3.8.6")).isFalse();
    assertThat(isNewEnough("Apache Maven 3.6.3")).isFalse();
    assertThat(isNewEnough("no such thing")).isFalse();
  }
}
