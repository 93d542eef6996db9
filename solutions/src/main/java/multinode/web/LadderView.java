package multinode.web;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The messages between two nodes, or two of their processes, as a ladder. */
record LadderView(String me, Ladder ladder, Scene scene) {

  private static final int SHOWN = 60;

  private static final DateTimeFormatter FINE = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  Html show(Asked asked) {
    String node = asked.value("node").isEmpty() ? me : asked.value("node");
    String peer = asked.need("peer");
    if (peer.equals(me))
      return show(new Asked("GET", "/ladder", java.util.Map.of("peer", node), false));
    if (!node.equals(me)) return elsewhere(node);
    String who = asked.value("who");
    List<Ladder.Rung> rungs = ladder.look(peer, who, SHOWN);
    return Html.of(
        """
        <div class="head"><h1>{} ⇄ {}</h1>{}</div>
        <p class="hint">What goes over the link from now on, the newest first; click a process for its own messages.</p>
        <ol class="ladder"><li class="ends" aria-hidden="true"><b>{}</b><b>{}</b></li>{}</ol>
        """,
        Names.brief(me),
        Names.brief(peer),
        who.isEmpty()
            ? Html.NONE
            : Html.of(
                "<p>only {} <a href=\"{}\">show all</a></p>",
                who,
                Html.url("/ladder", "peer", peer)),
        Names.brief(me),
        Names.brief(peer),
        Html.each(rungs, rung -> rung(rung, peer)));
  }

  private static Html rung(Ladder.Rung rung, String peer) {
    return Html.of(
        "<li class=\"rung {}\"><time>{}</time><code>{}</code><span>{}{}</span></li>",
        rung.sent() ? "sent" : "came",
        FINE.format(rung.at().atZone(ZoneId.systemDefault())),
        rung.text(),
        Html.each(rung.from().stream().toList(), pid -> only(pid, peer)),
        Html.each(rung.to().stream().toList(), pid -> only(pid, peer)));
  }

  private static Html only(String pid, String peer) {
    return Html.of("<a href=\"{}\">{}</a> ", Html.url("/ladder", "peer", peer, "who", pid), pid);
  }

  /** A node hears only its own links. */
  private Html elsewhere(String node) {
    String page =
        scene.houses().stream()
            .filter(house -> house.node().equals(node))
            .flatMap(house -> house.look().stream())
            .map(NodeLook::page)
            .findFirst()
            .orElse("");
    return Html.of(
        "<h1>Messages of {}</h1><p class=\"none\">{} hears only its own links. The page of {} is at {}.</p>",
        Names.brief(node),
        Names.brief(me),
        Names.brief(node),
        page.isEmpty() ? "no address that is known here" : page);
  }
}
