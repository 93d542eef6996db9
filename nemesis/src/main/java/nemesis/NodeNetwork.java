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

  /** Carries its packets again. */
  void heal(int number);

  @Override
  void close();
}
