package multinode.web;

import static org.assertj.core.api.Assertions.assertThat;

import multinode.web.Guard.Signs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {

  private static final Guard GUARD = new Guard("127.0.0.1");

  private static int status(String method, String host, String origin, String site) {
    return GUARD.check(new Signs(method, host, origin, site)).map(Refusal::status).orElse(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:8080", "LOCALHOST", "127.0.0.1:4005", "[::1]:4005", "10.0.0.7"})
  void isKnownAsThisMachineAndInNumbers(String host) {
    assertThat(status("GET", host, "", "")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "evil.example:4005",
        "localhost.evil.example",
        "127.0.0.1.evil.example"
      })
  void namesThatSomebodyElseCouldLeadHereAreRefused(String host) {
    assertThat(status("GET", host, "", "")).isEqualTo(403);
    assertThat(status("POST", host, "http://" + host, "same-origin")).isEqualTo(403);
  }

  @Test
  void theNameItWasGivenIsKnown() {
    Guard guard = new Guard("lab.example");
    assertThat(guard.check(new Signs("GET", "lab.example:80", "", ""))).isEmpty();
    assertThat(guard.check(new Signs("GET", "other.example:80", "", ""))).isPresent();
  }

  @Test
  void changesComeFromThePageItself() {
    assertThat(status("POST", "localhost:8080", "http://localhost:8080", "same-origin"))
        .isEqualTo(200);
    assertThat(status("POST", "localhost:8080", "http://localhost:8080", "")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "http://evil.example",
        "http://localhost:3000",
        "http://127.0.0.1:8080"
      })
  void changesFromAnywhereElseAreRefused(String origin) {
    assertThat(status("POST", "localhost:8080", origin, "")).isEqualTo(403);
  }

  @Test
  void aBrowserThatSaysCrossSiteIsBelieved() {
    assertThat(status("POST", "localhost:8080", "http://localhost:8080", "cross-site"))
        .isEqualTo(403);
    assertThat(status("POST", "localhost:8080", "http://localhost:8080", "same-site"))
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "TRACE", "OPTIONS", "BREW"})
  void otherMethodsAreNotKnown(String method) {
    assertThat(status(method, "localhost", "http://localhost", "")).isEqualTo(405);
  }
}
