package multinode.cluster;

/**
 * The ports of a host on which members listen, each on the first that is free.
 *
 * @param first the first of them, 1 to 65535
 * @param count how many there are, at least 1: as many members, of whatever cluster, fit on a host
 */
public record PortRange(int first, int count) {

  /** Hazelcast's own ports, for 32 members a host. */
  public static final PortRange STANDARD = new PortRange(5701, 32);

  /** Refuses what are not ports. */
  public PortRange {
    if (first < 1 || count < 1 || first + count - 1 > 65535) {
      throw new IllegalArgumentException(
          "%d ports from %d on are not within 1 to 65535".formatted(count, first));
    }
  }
}
