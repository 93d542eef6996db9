package multinode.web;

import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import multinode.genserver.CallFailed;
import multinode.roomy.Roomy;
import multinode.swarm.Swarm;

/** Rooms with the people in them, who walk by click, by drag and by keyboard. */
record RoomyView(Scene scene, Search search, Swarm swarm) {

  private static final String PREFIX = "room ";

  Html show(Asked asked) {
    String picked = asked.value("pick");
    String text = asked.value("find").strip();
    SortedMap<String, String> found = search.find(Kind.ROOM.name(), text);
    SortedMap<String, SortedSet<String>> rooms = inside(found.keySet());
    int all = scene.houses().stream().mapToInt(house -> house.count(Kind.ROOM)).sum();
    return Html.of(
        """
        <div class="head"><h1>Roomy</h1><div class="tools">{}{}</div></div>
        <p class="hint" id="how">{}</p>
        <div class="rooms" id="rooms">{}</div>
        {}
        """,
        add(),
        come(List.copyOf(rooms.keySet())),
        how(picked, rooms),
        Html.each(rooms.keySet(), room -> room(room, rooms.get(room), where(found, room), picked)),
        more(all, rooms.size(), text));
  }

  private static Html how(String picked, SortedMap<String, SortedSet<String>> rooms) {
    if (!picked.isEmpty()) {
      return Html.of(
          "<b>{}</b> stands ready. Choose a room, or <a href=\"/roomy\">cancel</a>.", picked);
    }
    if (rooms.isEmpty()) return Html.of("There are no rooms yet: add one.");
    return Html.of("Click a person and then a room, drag them over, or use Tab and Enter.");
  }

  private SortedMap<String, SortedSet<String>> inside(Collection<String> servers) {
    List<String> names = servers.stream().map(one -> one.substring(PREFIX.length())).toList();
    try {
      return names.isEmpty() ? new TreeMap<>() : new Roomy(swarm).dump(names);
    } catch (CallFailed | NoSuchElementException moving) {
      SortedMap<String, SortedSet<String>> rooms = new TreeMap<>();
      names.forEach(name -> rooms.put(name, new TreeSet<>()));
      return rooms;
    }
  }

  private static String where(SortedMap<String, String> found, String room) {
    String pid = found.getOrDefault(PREFIX + room, "");
    return Names.brief(pid.replaceFirst("^<\\d+\\.", "").replace(">", ""));
  }

  private static Html add() {
    return Layout.form(
        "/roomy/room",
        "/roomy",
        Html.of(
            """
            <label for="room" class="unseen">Name of a room</label>\
            <input id="room" name="room" placeholder="Kitchen" maxlength="60" required>\
            <button>Add a room</button>\
            """));
  }

  private static Html come(List<String> rooms) {
    if (rooms.isEmpty()) return Html.NONE;
    return Layout.form(
        "/roomy/walk",
        "/roomy",
        Html.of(
            """
            <label for="person" class="unseen">Name of a person</label>\
            <input id="person" name="person" placeholder="Ann" maxlength="60" required>\
            <label for="into" class="unseen">into</label><select id="into" name="room">{}</select>\
            <button>Comes in</button>\
            """,
            Html.each(rooms, room -> Html.of("<option>{}</option>", room))));
  }

  private static Html room(String room, SortedSet<String> people, String node, String picked) {
    boolean walks = !picked.isEmpty() && !people.contains(picked);
    return Html.of(
        """
        <section class="room" id="{}" data-room="{}"><header><h2><a href="{}">{}</a></h2><small>{}</small></header>\
        <ul>{}</ul>{}</section>\
        """,
        Html.id("room", room),
        room,
        Html.url("/server", "name", PREFIX + room),
        room,
        node,
        Html.each(people, person -> person(person, picked)),
        walks
            ? Layout.form(
                "/roomy/walk",
                "/roomy",
                Html.of(
                    "{}{}<button class=\"here\">{} walks here</button>",
                    Layout.hidden("person", picked),
                    Layout.hidden("room", room),
                    picked))
            : Html.NONE);
  }

  private static Html person(String person, String picked) {
    return Html.of(
        "<li><a class=\"chip person\" id=\"{}\" data-moves draggable=\"true\" data-person=\"{}\""
            + " aria-current=\"{}\" href=\"{}\">{}</a></li>",
        Html.id("person", person),
        person,
        person.equals(picked),
        Html.url("/roomy", "pick", person),
        person);
  }

  private static Html more(int all, int shown, String text) {
    if (all <= shown && text.isEmpty()) return Html.NONE;
    return Html.of(
        """
        <form class="search" method="get" action="/roomy"><label for="find">{}</label>\
        <input id="find" name="find" type="search" value="{}" placeholder="Find a room" maxlength="100">\
        <button>Find</button></form>\
        """,
        "%,d of %s are shown.".formatted(shown, Kind.ROOM.count(all)),
        text);
  }
}
