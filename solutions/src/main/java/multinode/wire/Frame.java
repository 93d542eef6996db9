package multinode.wire;

import java.util.List;
import java.util.Optional;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.Signal;

/** What two connected nodes say to each other. */
public sealed interface Frame {

  /** Nothing, to show that one is alive. */
  record Tick() implements Frame {
    public static final Tick TICK = new Tick();
  }

  /** What a process of one node does to a process of the other. */
  record Carry(Signal signal) implements Frame {}

  /** The nodes that one of the two is connected to. */
  record Known(List<NodeName> nodes) implements Frame {}

  /**
   * "Run this."
   *
   * @param ref tells the answer apart
   * @param groupLeader where the function prints
   * @param linkTo the process to link the new one to, if any
   * @param packed the function
   */
  record Spawn(Ref ref, Pid groupLeader, Optional<Pid> linkTo, Luggage.Packed packed)
      implements Frame {}

  /** "It runs", or why it does not. */
  record Spawned(Ref ref, Optional<Pid> pid, String error) implements Frame {}

  /** Which frame, in words that run no code of the program. */
  default String brief() {
    return switch (this) {
      case Carry(Signal signal) -> signal.getClass().getSimpleName() + " to " + signal.to();
      default -> getClass().getSimpleName();
    };
  }
}
