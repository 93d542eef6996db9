package multinode.web;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask. A browser that shows somebody else's page can send requests here, and somebody
 * else's name can be made to lead here; neither may see or change anything.
 *
 * @param host under which name the page may be asked for, beside localhost and addresses in
 *     numbers, which no name service can point elsewhere
 */
record Guard(String host) {

  private static final Set<String> SAFE = Set.of("GET", "HEAD");
  private static final String NUMBERS = "\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]";

  /** What a browser says of a request; empty strings where it says nothing. */
  record Signs(String method, String host, String origin, String site) {}

  /** Why it is refused, if it is. */
  Optional<Refusal> check(Signs signs) {
    boolean reads = SAFE.contains(signs.method());
    if (!reads && !signs.method().equals("POST")) {
      return refused(405, "%s is not known here: use GET or POST".formatted(signs.method()));
    }
    if (!isOurs(signs.host())) {
      return refused(
          403,
          "the page is not known as \"%s\": open it under localhost or its address in numbers"
              .formatted(signs.host()));
    }
    if (reads) return Optional.empty();
    if (!Set.of("", "same-origin", "none").contains(signs.site()) || !isSame(signs)) {
      return refused(
          403,
          "a change is only made from the page itself: the header Origin has to be http://"
              + signs.host());
    }
    return Optional.empty();
  }

  private static boolean isSame(Signs signs) {
    return signs.origin().equals("http://" + signs.host())
        || signs.origin().equals("https://" + signs.host());
  }

  private boolean isOurs(String asked) {
    String name = asked.toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", "");
    return name.equals("localhost") || name.equals(host) || name.matches(NUMBERS);
  }

  private static Optional<Refusal> refused(int status, String why) {
    return Optional.of(new Refusal(status, why));
  }
}
