package multinode.web;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import multinode.genserver.CallFailed;
import multinode.manager.Manager;
import multinode.swarm.GroupReply;
import multinode.swarm.Swarm;

/** The managers: how they are spread, and what can be done with one. */
record ManagersView(Scene scene, Search search, Swarm swarm) {

  private static final Duration LIMIT = Duration.ofMillis(400);

  private static final int WIDE = 1_000;

  /** How many are listed. */
  private static final int LISTED = 24;

  Html show(Asked asked) {
    List<House> houses = scene.houses();
    int all = houses.stream().mapToInt(house -> house.count(Kind.MANAGER)).sum();
    return Html.of(
        """
        <div class="head"><h1 id="managers">{}</h1>{}</div>
        <table class="bars"><caption class="unseen">Managers on each node</caption><tbody>{}</tbody></table>
        <div class="head"><h2>{}</h2>{}</div>
        <ul class="people">{}</ul>
        """,
        Kind.MANAGER.count(all),
        start(),
        Html.each(houses, house -> bar(house, houses)),
        asked.value("find").isBlank() ? "Some of them" : "Found",
        find(asked.value("find")),
        listed(asked.value("find").strip()));
  }

  private static Html start() {
    return Layout.form(
        "/managers/start",
        "/managers",
        Html.of(
            """
            <label for="number" class="unseen">How many</label>\
            <input id="number" name="number" type="number" min="1" max="10000" value="1000" inputmode="numeric">\
            <button class="big">Start managers</button>\
            """));
  }

  private static Html find(String text) {
    return Html.of(
        """
        <form class="search" method="get" action="/managers"><label for="find" class="unseen">Find a manager</label>\
        <input id="find" name="find" type="search" value="{}" placeholder="Find a manager" maxlength="100">\
        <button>Find</button></form>\
        """,
        text);
  }

  private static Html bar(House house, List<House> houses) {
    int most = houses.stream().mapToInt(one -> one.count(Kind.MANAGER)).max().orElse(0);
    int count = house.count(Kind.MANAGER);
    int length = count == 0 ? 0 : Math.max(4, (int) ((long) WIDE * count / most));
    return Html.of(
        """
        <tr class="{}"><th scope="row"><a href="{}">{}</a></th><td><svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">\
        <rect width="1000" height="10" class="track"/><rect width="{}" height="10" class="fill" id="{}"/></svg></td><td class="number">{}</td></tr>\
        """,
        house.state().name().toLowerCase(java.util.Locale.ROOT),
        Html.url("/node", "name", house.node()),
        house.brief(),
        length,
        Html.id("bar", house.node()),
        "%,d".formatted(count));
  }

  private Html listed(String text) {
    Search.Found found = search.find(Kind.MANAGER.name(), text);
    SortedMap<String, String> managers = found.servers();
    List<String> names = managers.keySet().stream().limit(LISTED).toList();
    if (names.isEmpty()) {
      return Html.of(
          "<li class=\"none\">{}</li>",
          found.none(
              text.isEmpty() ? "None yet: start some." : "No manager has that in their name."));
    }
    GroupReply<Long> tasks = tasks(names);
    return Html.each(names, name -> line(name, managers.get(name), tasks));
  }

  private GroupReply<Long> tasks(List<String> names) {
    return swarm.multiCall(names, new Manager.Tasks(), LIMIT);
  }

  private static Html line(String name, String pid, GroupReply<Long> tasks) {
    Long number = tasks.replies().get(name);
    CallFailed failed = tasks.failed().get(name);
    String does =
        number != null
            ? number == 1 ? "1 task" : "%,d tasks".formatted(number)
            : failed == null ? "" : "no answer: " + failed.reason();
    return Html.of(
        "<li id=\"{}\"><a href=\"{}\">{}</a> <small>{}</small> <span>{}</span>{}{}</li>",
        Html.id("manager", name),
        Html.url("/server", "name", name),
        name,
        Names.brief(pid.replaceFirst("^<\\d+\\.", "").replace(">", "")),
        does,
        act("/managers/assign", name, "Assign a task"),
        act("/managers/stop", name, "Stop"));
  }

  /** A button for one manager. */
  static Html act(String action, String name, String text) {
    return Layout.form(
        action,
        "/managers",
        Html.of(
            "{}<button aria-label=\"{}\">{}</button>",
            Layout.hidden("name", name),
            text + ": " + name,
            text));
  }
}
