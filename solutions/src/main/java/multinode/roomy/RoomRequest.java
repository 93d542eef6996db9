package multinode.roomy;

import java.util.SortedMap;
import multinode.genserver.Request;

/** What a room is asked. Asked twice, each does the same as once. */
public sealed interface RoomRequest<R> extends Request<R> {

  /** "Are you there?" */
  record Knock() implements RoomRequest<Boolean> {}

  /** "With this step this person comes in." */
  record Enter(String person, long step) implements RoomRequest<Boolean> {}

  /** "With this step this person goes out." */
  record Leave(String person, long step) implements RoomRequest<Boolean> {}

  /** "Who is there, and with which step did each come?" */
  record WhoIsIn() implements RoomRequest<SortedMap<String, Long>> {}
}
