package multinode.cluster;

import java.time.Duration;
import java.util.Properties;

/**
 * How soon the members of a topology notice that one of them is gone.
 *
 * <p>One that leaves says so. One that is killed leaves broken connections behind, which its
 * operating system tells at once. One that is frozen or cut off does nothing at all, and only the
 * time without its heartbeat tells: the shorter that is, the sooner it is noticed, and the more
 * often somebody is taken for dead who was only slow.
 *
 * @param heartbeat how often a member tells that it is alive: whole seconds, at least 1
 * @param limit for how long it may be silent, longer than the heartbeat: whole seconds
 */
public record Detection(Duration heartbeat, Duration limit) {

  /** For a lab: every second, and five of silence. Hazelcast's own are 5 and 60 seconds. */
  public static final Detection STANDARD =
      new Detection(Duration.ofSeconds(1), Duration.ofSeconds(5));

  /** Refuses times that Hazelcast cannot keep. */
  public Detection {
    if (heartbeat.toSeconds() < 1 || limit.compareTo(heartbeat) <= 0) {
      throw new IllegalArgumentException(
          "a heartbeat every %s and a limit of %s do not fit: at least a second, and more"
              .formatted(heartbeat, limit));
    }
  }

  /**
   * The same in the words of Hazelcast: a connection that breaks is a fault, and the first is
   * enough.
   */
  Properties properties() {
    Properties all = new Properties();
    all.setProperty("hazelcast.heartbeat.interval.seconds", "" + heartbeat.toSeconds());
    all.setProperty("hazelcast.max.no.heartbeat.seconds", "" + limit.toSeconds());
    all.setProperty("hazelcast.connection.monitor.interval", "10");
    all.setProperty("hazelcast.connection.monitor.max.faults", "0");
    return all;
  }
}
