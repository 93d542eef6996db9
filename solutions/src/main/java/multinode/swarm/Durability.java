package multinode.swarm;

/** What becomes of a server's state when the server goes on elsewhere. */
public enum Durability {
  /** It is lost: the server begins again with the state of its {@code init}. */
  NONE,
  /**
   * It goes along when the server is moved, and is lost when its node or the server itself dies.
   */
  HANDOFF,
  /**
   * Every change is kept on two nodes, or on as many as {@link multinode.cluster.Topology#copies}
   * says, before it is answered: it survives the death of either. Costs a round trip to the other
   * ones for each message that changes the state. What counts are the bytes that would be sent:
   * after each message the state is written, and compared with what it was before. So a state that
   * is changed in place is kept as well.
   */
  EVERY_CHANGE
}
