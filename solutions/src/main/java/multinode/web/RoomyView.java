package multinode.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import multinode.roomy.Roomy;
import multinode.swarm.Swarm;

/** Rooms with the people in them, who walk by click, by drag and by keyboard. */
record RoomyView(Scene scene, Search search, Swarm swarm) {

  private static final String PREFIX = "room ";

  private static final Duration LIMIT = Duration.ofSeconds(1);

  Html show(Asked asked) {
    String picked = asked.value("pick");
    String text = asked.value("find").strip();
    Search.Found found = search.find(Kind.ROOM.name(), text);
    SortedMap<String, String> servers = found.servers();
    List<String> rooms =
        servers.keySet().stream().map(one -> one.substring(PREFIX.length())).toList();
    SortedMap<String, SortedSet<String>> people = new Roomy(swarm).dump(rooms, LIMIT);
    int all = scene.houses().stream().mapToInt(house -> house.count(Kind.ROOM)).sum();
    return Html.of(
        """
        <div class="head"><h1>Roomy</h1><div class="tools">{}{}</div></div>
        <p class="hint" id="how">{}</p>
        <div class="rooms" id="rooms">{}</div>
        {}
        """,
        add(),
        come(rooms),
        how(picked, found),
        Html.each(
            rooms,
            room ->
                room(room, Optional.ofNullable(people.get(room)), where(servers, room), picked)),
        more(all, rooms.size(), text));
  }

  private static Html how(String picked, Search.Found found) {
    if (!picked.isEmpty()) {
      return Html.of(
          "<b>{}</b> stands ready. Choose a room, or <a href=\"/roomy\">cancel</a>.", picked);
    }
    if (found.servers().isEmpty()) {
      return Html.of("{}", found.none("There are no rooms yet: add one."));
    }
    return Html.of(
        "Click a person and then a room, drag them over, or use Tab and Enter.{}", found.but());
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

  private static Html room(
      String room, Optional<SortedSet<String>> people, String node, String picked) {
    boolean isIn = people.filter(all -> all.contains(picked)).isPresent();
    boolean walks = !picked.isEmpty() && !isIn;
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
        people
            .map(all -> Html.each(all, person -> person(person, picked)))
            .orElse(Html.of("<li class=\"none\">does not answer</li>")),
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
