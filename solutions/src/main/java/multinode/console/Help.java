package multinode.console;

import static java.util.Map.entry;

import java.util.Map;

/** What {@code help()} prints: the words of each room that is there, a line each. */
final class Help {

  private static final Map<String, String> ROOMS =
      Map.ofEntries(
          entry(
              "console",
              """
              Nodes and processes (stage 1)
                help()                            these words
                self()                            the name of this node
                nodes()                           the connected nodes
                cookie()                          that this node has a cookie, not which
                connect("b")                      connect to b@127.0.0.1, or print why not
                disconnect("b")                   end the connection to b
                ping("b")                         connect to b: pong, or pang if it fails
                names()                           the nodes on this host, and their ports
                println(value)                    print a line where the work was asked for
                spawn("b", () -> …)               run something on b; without "b": here
                spawn("b", ctx -> …)              the same, with ctx.receive(), ctx.send(…)
                send("name", "b", message)        send a message to the holder of a name on b
                send("name", message)             the same on this node
                send(pid, message)                send a message to a process
                register("name", pid)             give a process of this node a name
                whereis("name")                   who holds a name on this node
                processes()                       the processes of this node
                stats()                           traffic, long mailboxes, drops

              Names that all connected nodes share (stage 2)
                global.register("name", pid)      give a process a name
                global.unregister("name")         take a name back
                global.whereis("name")            who holds a name
                global.names()                    all names, and who holds them
                global.send("name", message)      send a message to the holder of a name
              """),
          entry(
              "genserver",
              """
              Servers (stage 2)
                call("name", request)             ask a server of this node, or a global one
                call("name", "b", request)        ask a server on b
                call(pid, request)                ask a server by its pid
                cast("name", message)             send a message that nobody waits for
                cast("name", "b", message)        the same, to a server on b
                cast(pid, message)                the same, by its pid
                state(pid)                        the state of a server
              """),
          entry(
              "building",
              """
              Buildings and receivers (stage 2)
                startBuilding("d")                start a building on this node
                startBuilding("d", "b")           start a building on b
                getRooms("d", "b")                the rooms of the building d on b
                roomsEverywhere("d")              the rooms of all buildings d, by node
                startReceiver()                   start the receiver of this node
                startGlobalReceiver()             start the receiver of all connected nodes
                sendMsg("hello")                  send it a text, or the other node's
                sendMsgToAllNodes("hello")        send a text to the receivers of all nodes
                watch("d", "b")                   watch the building d on b
                unwatch("d", "b")                 watch it no more
                watched()                         the watched buildings, and which are there
              """),
          entry(
              "cluster",
              """
              Discovery (stage 3)
                topologies()                      the topologies of this node
                members()                         the nodes that discovery has found
                awaitMembers(3)                   wait until three members are connected
                drain()                           leave all topologies
                departures()                      who is gone, how, and how soon we noticed
                mark("b")                         measure from now how soon we notice
              """),
          entry(
              "registry",
              """
              Names of the whole cluster (stage 3)
                registerName("name", pid)         give a process a name
                registerName("name", Server::new) start a server under a name that is free
                whereisName("name")               who holds a name
                unregisterName("name")            take a name back
                registeredNames()                 all names, and who holds them
                via("name")                       a name, for call(…)
                call(via("name"), request)        ask the server that holds a name
              """),
          entry(
              "swarm",
              """
              Servers of the whole cluster (stage 4)
                registerName("name", server)      start a server; the name decides where
                spread()                          how many servers run on each member, as bars
                awaitBalance()                    wait until each member has its share
                join("group", "name")             put a server into a group
                leave("group", "name")            take a server out of a group
                members("group")                  the servers in a group
                publish("group", message)         cast a message to all servers in a group
                multiCall("group", request)       ask all servers in a group
                swarm()                           the servers of the cluster, for Java code
              """),
          entry(
              "manager",
              """
              Servers to try it with (stage 4)
                startManager("name")              start a manager
                startRandom(100)                  start 100 managers with random names
              """),
          entry(
              "roomy",
              """
              Rooms and people (stage 4)
                Roomy.addRoom("hall")             add a room
                Roomy.addRooms(List.of("a", "b")) add several rooms
                Roomy.getAllRooms()               all rooms
                Roomy.walkInto("hall", "Ann")     a person, or several, walk into a room
                Roomy.leave("Ann")                a person leaves
                Roomy.whoIsIn("hall")             the people in a room
                Roomy.dump()                      all rooms, and who is in them
              """),
          entry(
              "app",
              """
              The building application (stage 4)
                buildingAtThisNode("d")           whether the building d runs on this node
                getRoomsForBuildingAtNode("d", "b")
                                                  the rooms of the building d on b
              """),
          entry(
              "web",
              """
              The page (stage 4)
                observer()                        where the page of this node is
                press()                           press the button of its counter
              """));

  private static final String END =
      """
      Any Java works here too. Tab completes, the arrow keys bring back what you
      typed, /exit ends.\
      """;

  private Help() {}

  /** What a console says that has these rooms. */
  static String of(Iterable<String> rooms) {
    StringBuilder help = new StringBuilder();
    for (String room : rooms) {
      if (ROOMS.containsKey(room)) help.append(ROOMS.get(room)).append('\n');
    }
    return help + END;
  }
}
