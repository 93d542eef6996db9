package multinode.swarm;

import java.util.List;
import java.util.Map;
import multinode.distribution.Registration;
import multinode.genserver.Request;
import multinode.process.Pid;

/** What hosts are asked. */
sealed interface HostRequest {

  /** A server to be started. */
  record New(byte[] server, List<String> groups) {}

  /** "Start these, unless they run." */
  record Begin(Map<String, New> servers)
      implements HostRequest, Request<Map<String, Registration>> {}

  /** "Where does it run?" Answered when it does, if it is just being started. */
  record Where(String name) implements HostRequest, Request<Place> {}

  /** "End it, and forget it." False when it does not run there, or not any more. */
  record End(String name) implements HostRequest, Request<Boolean> {}

  /**
   * "Go on with these, which have these numbers; what you cannot start is this host's again." The
   * processes that do.
   */
  record TakeOver(Pid from, Map<String, Long> fences)
      implements HostRequest, Request<Map<String, Pid>> {}

  /** "Your node is about to leave." How many have still to go. */
  record Leave() implements HostRequest, Request<Integer> {}

  /** "Which servers do you run, and as which processes?" */
  record Running() implements HostRequest, Request<Map<String, Pid>> {}

  /** "Is this node a member, as far as you see, in this start of it?" */
  record Knows(String node, int incarnation) implements HostRequest, Request<Boolean> {}

  /** "Do you run what belongs to your node, and nothing else?" */
  record Balanced() implements HostRequest, Request<Boolean> {}

  /** "How many do you run?" */
  record Count() implements HostRequest, Request<Integer> {}

  /** Where a server runs, as far as a host knows. */
  sealed interface Place {
    /** There. */
    record At(Pid pid) implements Place {}

    /** That other host knows. */
    record Ask(Pid host) implements Place {}

    /** There is no such server. */
    record Nowhere() implements Place {}

    /** It is between two places. */
    record Later() implements Place {}
  }
}
