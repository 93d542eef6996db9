package multinode.building;

import java.util.List;
import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.genserver.StartResult;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.From;

/** A building: a server that knows its rooms. */
public final class MyBuilding implements GenServer<Rooms> {

  /** "Which rooms are there?" */
  public record GetRooms() implements Request<List<Room>> {}

  /**
   * "Have one room more." Called, it answers what came of it; cast, nobody is told.
   *
   * @param name what people call it
   * @param capacity how many people it holds
   */
  public record AddRoom(String name, int capacity) implements Request<Rooms.Addition> {}

  private final Rooms first;

  private MyBuilding(Rooms first) {
    this.first = first;
  }

  /** Starts a building with the {@linkplain Rooms#standard standard rooms}, under a local name. */
  public static StartResult start(Context starter, String name) {
    return start(starter, name, Rooms.standard());
  }

  /** Starts a building with rooms of its own. */
  public static StartResult start(Context starter, String name, Rooms own) {
    return GenServer.start(starter, name, new MyBuilding(own));
  }

  /** Starts a standard building that is linked to its starter, as a supervisor wants it. */
  public static StartResult startLink(Context starter, String name) {
    return GenServer.startLink(starter, name, new MyBuilding(Rooms.standard()));
  }

  /** The rooms of a building, wherever it is. Throws and blocks as {@link GenServer#call} does. */
  public static List<Room> getRooms(Context caller, Destination building) {
    return GenServer.call(caller, building, new GetRooms());
  }

  /** Adds a room to a building. Throws and blocks as {@link GenServer#call} does. */
  public static Rooms.Addition addRoom(
      Context caller, Destination building, String name, int capacity) {
    return GenServer.call(caller, building, new AddRoom(name, capacity));
  }

  @Override
  public Init<Rooms> init(Context self) {
    return Init.ok(first);
  }

  @Override
  public CallResult<Rooms> handleCall(Request<?> request, From from, Rooms rooms, Context self) {
    return switch (request) {
      case GetRooms get -> get.reply(rooms.all(), rooms);
      case AddRoom add -> {
        Rooms.Addition addition = rooms.add(add.name, add.capacity);
        yield add.reply(addition, after(addition, rooms));
      }
      default -> throw unknown(request);
    };
  }

  @Override
  public Result<Rooms> handleCast(Object message, Rooms rooms, Context self) {
    return switch (message) {
      case AddRoom(String name, int capacity) ->
          Result.noReply(after(rooms.add(name, capacity), rooms));
      default -> throw unknown(message);
    };
  }

  /** The rooms there are after an addition, which may have been refused. */
  private static Rooms after(Rooms.Addition addition, Rooms before) {
    return switch (addition) {
      case Rooms.Addition.Added(Rooms rooms) -> rooms;
      case Rooms.Addition.Refused _ -> before;
    };
  }
}
