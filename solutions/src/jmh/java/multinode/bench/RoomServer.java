package multinode.bench;

import java.util.List;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.From;

/** {@link Rooms} as a server. */
final class RoomServer implements GenServer<List<String>> {

  /** The name it is registered under on a node. */
  static final String NAME = "room_server";

  /** "Which rooms are there?" */
  record GetRooms() implements Request<List<String>> {}

  @Override
  public Init<List<String>> init(Context self) {
    return Init.ok(List.of("r1", "r2", "r3"));
  }

  @Override
  public CallResult<List<String>> handleCall(
      Request<?> request, From from, List<String> rooms, Context self) {
    return switch (request) {
      case GetRooms get -> get.reply(rooms, rooms);
      default -> throw unknown(request);
    };
  }

  @Override
  public Result<List<String>> handleCast(Object message, List<String> rooms, Context self) {
    return Result.noReply(rooms);
  }

  /** Calls it so many times. */
  static void call(Context context, Destination server, int times) {
    for (int i = 0; i < times; i++) GenServer.call(context, server, new GetRooms());
  }

  /** Casts so many times, and waits until all of them have been taken in. */
  static void cast(Context context, Destination server, int times) {
    for (int i = 0; i < times; i++) GenServer.cast(context, server, "x");
    call(context, server, 1);
  }
}
