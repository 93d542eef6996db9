package multinode.web;

import java.util.List;
import java.util.SortedMap;
import multinode.genserver.Request;

/** What the witnesses of nodes are asked. */
sealed interface WitnessRequest {

  /**
   * "How are you, and what has happened since this revision of your story?" Answered at once, or,
   * if it may wait, when there is something new, {@link Witness#HELD} later at the latest.
   */
  record Look(long since, boolean waits) implements WitnessRequest, Request<NodeLook> {}

  /** "Which servers of this kind that you run have this in their names?" So many at most. */
  record Find(String kind, String text, int most)
      implements WitnessRequest, Request<SortedMap<String, String>> {}

  /** "What do you know of this server?" */
  record About(String server) implements WitnessRequest, Request<ServerLook> {}

  /** "Which processes do you have, as a tree?" */
  record Tree() implements WitnessRequest, Request<List<TreeLine>> {}

  /** "Which messages go to this peer, and come from it?" See {@link Ladder#look}. */
  record Messages(String peer, String who, int most)
      implements WitnessRequest, Request<List<Ladder.Rung>> {}

  /** "You, or who has this name: that peer and you have no link any more." */
  record Cut(String node, String peer) implements WitnessRequest, Request<Boolean> {}
}
