package nemesis;

/** The nodes did not come together again, or did not do what every node must be able to do. */
final class NotWhole extends RuntimeException {

  private static final long serialVersionUID = 1;

  NotWhole(String message) {
    super(message);
  }
}
