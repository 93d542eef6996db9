package multinode.console;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import multinode.node.Node;
import multinode.node.NodeOptions;

/**
 * What a room above adds to the program of a node: options, and something that begins when the node
 * has been started. A room has one if it has a public class {@code Options} that implements this
 * and has a constructor without parameters.
 */
public interface Feature {

  /** Its lines of {@code --help}; none, unless it says otherwise. */
  default String help() {
    return "";
  }

  /**
   * Takes an option, and its value from the words that follow; false when it is none of its own, as
   * all are unless it says otherwise.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  default boolean takes(String option, Iterator<String> rest) {
    return false;
  }

  /**
   * All options have been taken: do they fit together, and the node that is going to be started?
   *
   * @throws IllegalArgumentException when they do not
   */
  default void check(NodeOptions options) {}

  /** The options of the node that is going to be started, with what this has to add. */
  default NodeOptions change(NodeOptions options) {
    return options;
  }

  /** Begins, and does not wait for other nodes. */
  void begin(Node node);

  /** The value that follows an option. */
  static String value(String option, Iterator<String> rest) {
    return NodeArguments.value(option, rest);
  }

  /** Those of all rooms that are there; a stage has only the rooms up to it. */
  static List<Feature> all() {
    List<Feature> all = new ArrayList<>();
    for (String room : Console.ROOMS) {
      try {
        Class<?> found = Class.forName("multinode." + room + ".Options");
        all.add((Feature) found.getConstructor().newInstance());
      } catch (ClassNotFoundException none) {
        // Most rooms have none.
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("multinode." + room + ".Options is not a feature", e);
      }
    }
    return all;
  }
}
