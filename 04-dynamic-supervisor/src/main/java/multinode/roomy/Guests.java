package multinode.roomy;

import java.util.SortedMap;
import java.util.TreeMap;
import workbook.Todo;

/**
 * What a room knows of the people who were ever in it. News may come late, twice, or in another
 * order than they were sent; each has the number of the step that it tells of, and what is older
 * than what is known changes nothing. That is why a room remembers those who left, too.
 *
 * @param seen the last that is known of each person
 */
record Guests(SortedMap<String, Seen> seen) {

  /**
   * The last that is known of a person.
   *
   * @param step with which step
   * @param inside whether that step led into the room, or out of it
   */
  record Seen(long step, boolean inside) {}

  /** Nobody was ever there. */
  static Guests none() {
    return new Guests(new TreeMap<>());
  }

  /** With this step a person came in. */
  Guests entered(String person, long step) {
    return with(person, new Seen(step, true));
  }

  /** With this step a person went out. */
  Guests left(String person, long step) {
    return with(person, new Seen(step, false));
  }

  /** The same with these news; the very same when as much was known already. */
  private Guests with(String person, Seen news) {
    // 4.7: which of the two is newer? What must not change, if it is this one?
    throw new Todo("4.7", "take the news, unless as much is known of this person already");
  }

  /** Who is inside, and with which step each came. */
  SortedMap<String, Long> inside() {
    SortedMap<String, Long> inside = new TreeMap<>();
    seen.forEach((person, last) -> {
      if (last.inside()) inside.put(person, last.step());
    });
    return inside;
  }

  /** What both know. */
  Guests and(Guests other) {
    Guests both = this;
    for (var one : other.seen.entrySet()) both = both.with(one.getKey(), one.getValue());
    return both;
  }
}
