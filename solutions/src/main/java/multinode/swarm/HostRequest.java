package multinode.swarm;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import multinode.genserver.Request;
import multinode.process.From;
import multinode.process.Pid;
import multinode.registry.Registration;

/** What hosts are asked. */
sealed interface HostRequest {

  /**
   * A server to be started.
   *
   * @param request the number of the registration, which stays the same when it is sent again
   */
  record New(byte[] server, List<String> groups, long request) {}

  /** "Start these, unless they run." Answered after 25 s at the latest. */
  record Begin(Map<String, New> servers)
      implements HostRequest, Request<SortedMap<String, Registration>> {}

  /** "Where does it run?" Answered when it does, if it is just being started. */
  record Where(String name) implements HostRequest, Request<Place> {}

  /**
   * "This was unregistered, and its tombstone has this number." Answered when the process of each
   * ownership before that has ended.
   */
  record Ended(String name, long fence) implements HostRequest, Request<Boolean> {}

  /**
   * "Go on with this; it has this number."
   *
   * @param from whose it is again if you cannot start it
   * @param calls who waits for its answer
   */
  record TakeOver(String name, Pid from, long fence, List<From> calls)
      implements HostRequest, Request<Effect.Outcome> {}

  /** "These calls of your node are answered by this process now." Answered when they know. */
  record Follow(List<From> calls, Pid server) implements HostRequest, Request<Boolean> {}

  /** "Your node is about to leave." How many have still to go. */
  record Leave() implements HostRequest, Request<Integer> {}

  /** "Which servers do you run, and as which processes?" */
  record Running() implements HostRequest, Request<Map<String, Pid>> {}

  /** "Is the node of this host a member, as far as you see, in that start of it?" */
  record Knows(Pid host) implements HostRequest, Request<Boolean> {}

  /** "Does your node bring along what another part of the network has kept?" */
  record Merging() implements HostRequest, Request<Boolean> {}

  /** "Do you run what belongs to your node, and nothing else?" */
  record Balanced() implements HostRequest, Request<Boolean> {}

  /** "How many do you run?" */
  record Count() implements HostRequest, Request<Integer> {}

  /** Where a server runs, as far as a host knows. */
  sealed interface Place {
    /** There. */
    record At(Pid pid) implements Place {}

    /** The host of that node knows. */
    record Ask(String node) implements Place {}

    /** It is no server, but a process that holds the name, and may lose it at any moment. */
    record Process(Pid pid) implements Place {}

    /** Nobody holds the name. */
    record Nowhere() implements Place {}

    /** It is between two places. */
    record Later() implements Place {}
  }
}
