package workbook.lab.doctor;

/**
 * What was found out about one thing.
 *
 * @param state whether it is there
 * @param what the thing
 * @param found what there is
 * @param advice what to do; empty when it is well
 */
record Finding(State state, String what, String found, String advice) {

  /** It is there; only a part of the workbook needs it; without it nothing goes. */
  enum State {
    OK,
    LATER,
    MISSING
  }

  static Finding ok(String what, String found) {
    return new Finding(State.OK, what, found, "");
  }

  static Finding later(String what, String found, String advice) {
    return new Finding(State.LATER, what, found, advice);
  }

  static Finding missing(String what, String found, String advice) {
    return new Finding(State.MISSING, what, found, advice);
  }
}
