package workbook.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MavenTest {

  @Test
  void knowsWhichMavenIsNewEnough() {
    assertThat(Maven.isNewEnough("\033[1mApache Maven 3.8.7\033[m\nMaven home: /x")).isTrue();
    assertThat(Maven.isNewEnough("Apache Maven 3.10.0")).isTrue();
    assertThat(Maven.isNewEnough("Apache Maven 4.0.0-rc-5")).isTrue();
    assertThat(Maven.isNewEnough("Apache Maven 3.8.6")).isFalse();
    assertThat(Maven.isNewEnough("Apache Maven 3.6.3")).isFalse();
    assertThat(Maven.isNewEnough("no such thing")).isFalse();
  }
}
