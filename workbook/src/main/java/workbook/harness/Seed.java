package workbook.harness;

import java.security.SecureRandom;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The seed of one test: drawn anew each time, or taken from the system property {@code
 * workbook.seed}, to replay a run.
 */
public final class Seed {

  private final long value;
  private volatile boolean used;

  Seed() {
    Long given = Long.getLong("workbook.seed");
    value = given == null ? new SecureRandom().nextInt(1, 1_000_000) : given;
  }

  /** The seed. */
  public long value() {
    used = true;
    return value;
  }

  /** Random numbers from it, the same each time. */
  public RandomGenerator random() {
    return new Random(value());
  }

  /** Whether anything was drawn from it. */
  boolean used() {
    return used;
  }

  /** The option that replays it. */
  @Override
  public String toString() {
    return "-Dworkbook.seed=" + value;
  }
}
