package multinode.manager;

import static multinode.swarm.Words.swarm;

import multinode.process.Pid;

/** What a console knows of managers. */
public final class Words {

  private Words() {}

  /** Starts a manager; the name decides where. */
  public static Pid startManager(String name) {
    return Manager.start(swarm(), name);
  }

  /** Starts so many managers with names drawn at random; how many run of it. */
  public static int startRandom(int count) {
    return Manager.startRandom(swarm(), count);
  }
}
