package multinode.web;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The cluster as a picture: nodes as houses, with the servers that live in them.
 *
 * @param lab whether there are buttons that kill
 */
record ClusterView(Scene scene, Search search, boolean lab) {

  /** How many servers are shown as such; beyond, those of a kind are one crowd. */
  static final int SHOWN = 200;

  /** How many lines of the story stand below the picture. */
  private static final int LINES = 5;

  Html show(Asked asked) {
    List<House> houses = scene.houses();
    int running = houses.stream().mapToInt(House::running).sum();
    boolean crowded = running > SHOWN;
    return Html.of(
        """
        <div class="head"><h1>{}</h1>{}</div>
        {}
        <div class="village" id="village"><svg class="cables" id="cables" hx-morph-skip aria-hidden="true"></svg>{}</div>
        <section class="now"><h2>Just now</h2><ol class="moments">{}</ol>\
        <p><a href="/story">The whole story</a></p></section>
        """,
        title(houses, running),
        searchForm(asked.value("find")),
        found(asked.value("find")),
        Html.each(houses, house -> house(house, houses, crowded)),
        Html.each(
            scene.chronicle().all().stream().limit(LINES).toList(), told -> StoryView.line(told)));
  }

  private static String title(List<House> houses, int running) {
    long up = houses.stream().filter(House::lives).count();
    long silent = houses.stream().filter(house -> house.state() == House.State.SILENT).count();
    String nodes = up == 1 ? "1 node" : "%,d nodes".formatted(up);
    if (silent > 0) nodes += " (%,d silent)".formatted(silent);
    return nodes + (running == 1 ? ", 1 server" : ", %,d servers".formatted(running));
  }

  private static Html searchForm(String text) {
    return Html.of(
        """
        <form class="search" method="get" action="/" role="search">\
        <label for="find" class="unseen">Find a server</label>\
        <input id="find" name="find" type="search" value="{}" placeholder="Find a server" maxlength="100">\
        <button>Find</button></form>\
        """,
        text);
  }

  private Html found(String text) {
    if (text.isBlank()) return Html.NONE;
    Search.Found found = search.find("", text.strip());
    SortedMap<String, String> servers = found.servers();
    return Html.of(
        "<section class=\"found\"><h2>{}</h2><ul class=\"chips\">{}</ul></section>",
        servers.isEmpty()
            ? found.none("Nobody has \"%s\" in their name".formatted(text))
            : "Found"
                + (servers.size() == Search.MOST ? ", the first " + Search.MOST : "")
                + found.but(),
        Html.each(
            servers.keySet(),
            name ->
                Html.of(
                    "<li><a class=\"chip {}\" href=\"{}\">{} <small>{}</small></a></li>",
                    Kind.of(name).css(),
                    Html.url("/server", "name", name),
                    name,
                    Names.brief(
                        servers.get(name).replaceFirst("^<\\d+\\.", "").replace(">", "")))));
  }

  private Html house(House house, List<House> all, boolean crowded) {
    String css = house.state().name().toLowerCase(java.util.Locale.ROOT);
    return Html.of(
        """
        <section class="house {}" id="{}" data-node="{}" data-links="{}" aria-label="{}">
        <svg class="roof" viewBox="0 0 300 70" preserveAspectRatio="none" aria-hidden="true">\
        <rect class="chimney" x="212" y="8" width="22" height="40"/><path class="tiles" d="M150 6 298 70H2z"/>\
        <path class="snow" d="M150 6 204 29q-12 9-22 0-9 11-20 2-10 10-22 0-11 9-22 0-10 8-22-2z"/></svg>
        <i class="smoke" aria-hidden="true"></i><i class="attic" aria-hidden="true"></i>
        <div class="walls">
        <header><h2><a href="{}">{}</a></h2>{}</header>
        {}
        <footer>{}</footer>
        {}
        </div></section>
        """,
        css,
        Html.id("house", house.node()),
        house.node(),
        String.join(" ", links(house, all)),
        house.brief() + ", " + state(house),
        Html.url("/node", "name", house.node()),
        house.brief(),
        Html.when(house.state() != House.State.UP, "<span class=\"state\">{}</span>", state(house)),
        tenants(house, crowded),
        facts(house, all),
        lab ? LabView.buttons(house, all, scene.cuts()) : Html.NONE);
  }

  /**
   * The nodes that it is connected to. What one that does not answer said last may be over: so it
   * counts only of another one that does not answer either.
   */
  static List<String> links(House house, List<House> all) {
    if (house.answers()) return house.look().map(NodeLook::links).orElse(List.of());
    return all.stream()
        .filter(House::lives)
        .filter(other -> other.answers() ? names(other, house) : names(house, other))
        .map(House::node)
        .toList();
  }

  private static boolean names(House house, House other) {
    return house.look().filter(look -> look.links().contains(other.node())).isPresent();
  }

  /** How a node is, in a few words. */
  static String state(House house) {
    return switch (house.state()) {
      case HERE -> "this node";
      case UP -> "up";
      case SILENT -> "does not answer";
      case CUT -> "no link from here";
      case GONE -> "gone since " + StoryView.clock(house.since());
    };
  }

  private static Html facts(House house, List<House> all) {
    if (!house.lives()) return Html.of("<span>{}</span>", "not seen from here");
    if (house.look().isEmpty()) return Html.of("<span>a node without a page</span>");
    NodeLook look = house.look().get();
    int servers = look.running();
    String linked = links(house, all).stream().map(Names::brief).collect(Collectors.joining(", "));
    return Html.of(
        "<span>{}</span> <span>{}</span>{}",
        servers == 1 ? "1 server" : "%,d servers".formatted(servers),
        linked.isEmpty() ? "linked to nobody" : "linked to " + linked,
        Html.when(!look.quorum(), " <strong>no quorum</strong>"));
  }

  private static Html tenants(House house, boolean crowded) {
    if (!house.lives() || house.look().isEmpty()) return Html.of("<ul class=\"tenants\"></ul>");
    NodeLook look = house.look().get();
    Map<Kind, List<String>> named = new EnumMap<>(Kind.class);
    for (String server : look.servers()) {
      named.computeIfAbsent(Kind.of(server), unused -> new ArrayList<>()).add(server);
    }
    List<Html> crowds = new ArrayList<>();
    List<Html> chips = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<String> all = named.getOrDefault(kind, List.of());
      int count = look.count(kind);
      if (count == 0) continue;
      if (all.isEmpty() || crowded && count > 20) crowds.add(crowd(house, kind, count));
      else all.forEach(server -> chips.add(chip(kind, server)));
    }
    return Html.of("<ul class=\"tenants\">{}</ul>{}", chips, crowds);
  }

  private static Html chip(Kind kind, String server) {
    return Html.of(
        "<li><a class=\"chip {}\" id=\"{}\" data-moves href=\"{}\" title=\"{}\">{}</a></li>",
        kind.css(),
        Html.id("server", server),
        Html.url("/server", "name", server),
        server,
        kind.brief(server));
  }

  /** A crowd: a small window for each, in rows of thirty; as many as there is room for. */
  private static Html crowd(House house, Kind kind, int count) {
    int width = 30;
    int shown = Math.min(count, width * 20);
    int rows = shown / width;
    int rest = shown % width;
    String pattern = Html.id("windows-" + kind.css(), house.node());
    return Html.of(
        """
        <a class="crowd {}" href="{}"><b>{}</b>\
        <svg viewBox="0 0 240 {}" aria-hidden="true"><defs><pattern id="{}" width="8" height="8" patternUnits="userSpaceOnUse">\
        <rect x="1" y="1" width="6" height="6" rx="1.5"/></pattern></defs>\
        <rect width="240" height="{}" fill="url(#{})"/><rect y="{}" width="{}" height="8" fill="url(#{})"/></svg></a>\
        """,
        kind.css(),
        kind == Kind.MANAGER
            ? "/managers"
            : kind == Kind.ROOM || kind == Kind.PERSON ? "/roomy" : "/?find=",
        kind.count(count),
        Math.max(8, (rows + (rest > 0 ? 1 : 0)) * 8),
        pattern,
        rows * 8,
        pattern,
        rows * 8,
        rest * 8,
        pattern);
  }
}
