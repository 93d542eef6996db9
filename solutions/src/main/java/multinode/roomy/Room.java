package multinode.roomy;

import multinode.genserver.CallResult;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.process.Context;
import multinode.process.From;
import multinode.swarm.ClusterServer;
import multinode.swarm.Durability;

/**
 * A room: a server of the whole cluster that knows who is in it. It asks nobody anything.
 *
 * @param name what people call it
 */
record Room(String name) implements ClusterServer<Guests> {

  /** The group of all rooms. */
  static final String GROUP = "rooms";

  private static final String PREFIX = "room ";

  /** The name under which the cluster knows the server of a room. */
  static String server(String room) {
    return PREFIX + room;
  }

  /** The room of a server. */
  static String of(String server) {
    return server.substring(PREFIX.length());
  }

  @Override
  public Durability durability() {
    return Durability.EVERY_CHANGE;
  }

  @Override
  public Init<Guests> init(Context self) {
    return Init.ok(Guests.none());
  }

  @Override
  public CallResult<Guests> handleCall(Request<?> request, From from, Guests guests, Context self) {
    return switch (request) {
      case RoomRequest.Knock knock -> knock.reply(true, guests);
      case RoomRequest.Enter enter ->
          enter.reply(true, guests.entered(enter.person(), enter.step()));
      case RoomRequest.Leave leave -> leave.reply(true, guests.left(leave.person(), leave.step()));
      case RoomRequest.WhoIsIn who -> who.reply(guests.inside(), guests);
      default -> throw unknown(request);
    };
  }

  @Override
  public Guests resolveConflict(Guests mine, Guests other, Context self) {
    return mine.and(other);
  }
}
