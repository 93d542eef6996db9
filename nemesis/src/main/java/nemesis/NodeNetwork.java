package nemesis;

import java.util.List;

/** What is between the nodes of a run. */
public interface NodeNetwork extends AutoCloseable {

  /** On which host a node runs, counted from 1. */
  String host(int number);

  /** What comes before the command line of a node. */
  List<String> launch(int number);

  /** How the nodes find each other, as {@link Agent} takes it. */
  String strategy(List<String> nodes);

  /** Whether it can cut off a node. */
  boolean cuts();

  /** Loses every packet from and to a node from now on, and tells nobody. */
  void cut(int number);

  /** Puts a node on another network, with all others that are put there. */
  void move(int number);

  /** Loses every packet that a node sends to others; what they send arrives. */
  void mute(int number);

  /** Carries its packets again, to and from all that are not cut off themselves. */
  void heal(int number);

  /** Sends a signal to a node, such as {@code STOP}; false where its process can be sent it. */
  default boolean signal(int number, String signal) {
    return false;
  }

  @Override
  void close();
}
