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
import workbook.Todo;

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
    // 2.1: which rooms does this building begin with?
    throw new Todo("2.1", "begin with the rooms that the building was made with");
  }

  @Override
  public CallResult<Rooms> handleCall(Request<?> request, From from, Rooms rooms, Context self) {
    // 2.1: a case for each request: the answer, and the rooms from now on. Anything else: unknown.
    throw new Todo("2.1", "answer GetRooms and AddRoom, each with the rooms from now on");
  }

  @Override
  public Result<Rooms> handleCast(Object message, Rooms rooms, Context self) {
    // 2.1: nobody waits for an answer, so there is only the state from now on.
    throw new Todo("2.1", "take AddRoom without answering it");
  }

  /** The rooms there are after an addition, which may have been refused. */
  private static Rooms after(Rooms.Addition addition, Rooms before) {
    // 2.1: was there anything added?
    throw new Todo("2.1", "give the rooms from now on: those added to, or those before");
  }
}
