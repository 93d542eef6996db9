package multinode.manager;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import multinode.genserver.CallResult;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.process.Context;
import multinode.process.From;
import multinode.process.Pid;
import multinode.registry.Registration;
import multinode.swarm.ClusterServer;
import multinode.swarm.Durability;
import multinode.swarm.Swarm;

/**
 * A manager: a server of which a cluster has many. It counts the tasks it was given, and forgets
 * none, whatever becomes of its node.
 *
 * @param name what it is called
 */
public record Manager(String name) implements ClusterServer<Long> {

  /** The group of all managers. */
  public static final String GROUP = "managers";

  /** "Take one more task." How many it has then. */
  public record Assign() implements Request<Long> {}

  /** "How many tasks have you?" */
  public record Tasks() implements Request<Long> {}

  /**
   * Starts a manager; where, its name decides.
   *
   * @return its process, also when it runs already
   * @throws IllegalStateException when it could not be started
   */
  public static Pid start(Swarm swarm, String name) {
    return switch (swarm.register(name, new Manager(name), GROUP)) {
      case Registration.Registered(Pid pid) -> pid;
      case Registration.AlreadyRegistered(Pid pid) -> pid;
      case Registration.NotStarted notStarted ->
          throw new IllegalStateException(name + " was not started: " + notStarted.reason());
    };
  }

  /**
   * Starts so many managers with names drawn at random; where each runs, its name decides.
   *
   * @return how many run of it
   * @throws IllegalArgumentException when {@code count} is negative
   */
  public static int startRandom(Swarm swarm, int count) {
    if (count < 0)
      throw new IllegalArgumentException("cannot start " + count + " managers; 0 or more");
    Map<String, Manager> managers = new TreeMap<>();
    while (managers.size() < count) {
      String name = "manager-%08x".formatted(ThreadLocalRandom.current().nextInt());
      managers.put(name, new Manager(name));
    }
    return (int)
        swarm.registerAll(managers, GROUP).values().stream()
            .filter(Registration.Registered.class::isInstance)
            .count();
  }

  @Override
  public Durability durability() {
    return Durability.EVERY_CHANGE;
  }

  @Override
  public Init<Long> init(Context self) {
    return Init.ok(0L);
  }

  @Override
  public CallResult<Long> handleCall(Request<?> request, From from, Long tasks, Context self) {
    return switch (request) {
      case Assign assign -> assign.reply(tasks + 1, tasks + 1);
      case Tasks ask -> ask.reply(tasks, tasks);
      default -> throw unknown(request);
    };
  }
}
