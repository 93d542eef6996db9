package multinode.web;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The messages between two nodes, or two of their processes, as a ladder: heard by the first, which
 * is asked for them where it is another one than this.
 */
record LadderView(String me, Ladder ladder, Scene scene) {

  private static final int SHOWN = 60;

  private static final Duration LIMIT = Duration.ofMillis(500);

  private static final DateTimeFormatter FINE = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  Html show(Asked asked) {
    String one = asked.value("node").isEmpty() ? me : asked.value("node");
    String other = asked.need("peer");
    boolean turned = other.equals(me); // This node hears the link, too, and need not ask.
    String node = turned ? other : one;
    String peer = turned ? one : other;
    String who = asked.value("who");
    return Html.of(
        """
        <div class="head"><h1>{} ⇄ {}</h1>{}</div>
        <p class="hint">What goes over the link from now on, the newest first; click a process for its own messages.</p>
        <ol class="ladder"><li class="ends" aria-hidden="true"><b>{}</b><b>{}</b></li>{}</ol>
        """,
        Names.brief(node),
        Names.brief(peer),
        who.isEmpty()
            ? Html.NONE
            : Html.of(
                "<p>only {} <a href=\"{}\">show all</a></p>",
                who,
                Html.url("/ladder", "node", node, "peer", peer)),
        Names.brief(node),
        Names.brief(peer),
        Html.each(rungs(node, peer, who), rung -> rung(rung, node, peer)));
  }

  private List<Ladder.Rung> rungs(String node, String peer, String who) {
    if (node.equals(me)) return ladder.look(peer, who, SHOWN);
    return scene.ask(node, new WitnessRequest.Messages(peer, who, SHOWN), LIMIT);
  }

  private static Html rung(Ladder.Rung rung, String node, String peer) {
    return Html.of(
        "<li class=\"rung {}\"><time>{}</time><code>{}</code><span>{}{}</span></li>",
        rung.sent() ? "sent" : "came",
        FINE.format(rung.at().atZone(ZoneId.systemDefault())),
        rung.text(),
        Html.each(rung.from().stream().toList(), pid -> only(pid, node, peer)),
        Html.each(rung.to().stream().toList(), pid -> only(pid, node, peer)));
  }

  private static Html only(String pid, String node, String peer) {
    return Html.of(
        "<a href=\"{}\">{}</a> ", Html.url("/ladder", "node", node, "peer", peer, "who", pid), pid);
  }
}
