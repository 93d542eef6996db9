package nemesis;

import java.util.List;

/**
 * A promise that was not kept.
 *
 * @param what which, and how
 * @param evidence the operations that show it
 */
public record Violation(String what, List<Operation> evidence) {

  static Violation of(String what, Operation... evidence) {
    return new Violation(what, List.of(evidence));
  }
}
