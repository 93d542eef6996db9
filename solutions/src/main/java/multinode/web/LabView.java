package multinode.web;

import java.util.ArrayList;
import java.util.List;

/** The buttons that break things, for nodes that {@code ./lab up} has started. */
final class LabView {

  private LabView() {}

  /** The buttons of a house. */
  static Html buttons(House house, List<House> all, Cuts cuts) {
    List<Html> buttons = new ArrayList<>();
    switch (house.state()) {
      case HERE, UP, CUT -> {
        buttons.add(button("kill", house, "Kill", "kill -9: it can tell nobody"));
        buttons.add(button("freeze", house, "Freeze", "it stops where it is, and keeps its links"));
        // Frozen or not: nobody can tell.
        if (ClusterView.links(house, all).isEmpty()) buttons.add(wake(house));
        buttons.add(button("stop", house, "Stop", "it hands its servers over, and ends"));
      }
      case SILENT -> {
        buttons.add(wake(house));
        buttons.add(button("kill", house, "Kill", "kill -9: it can tell nobody"));
      }
      case GONE ->
          buttons.add(
              button(
                  "start",
                  house,
                  "Start again",
                  "a new start of it; one that is only frozen goes on"));
    }
    return Html.of("<div class=\"lab\">{}{}</div>", buttons, links(house, all, cuts));
  }

  private static Html wake(House house) {
    return button("wake", house, "Wake", "it goes on where it was");
  }

  private static Html button(String what, House house, String text, String title) {
    return Layout.form(
        "/lab",
        "/",
        Html.of(
            "{}{}<button class=\"{}\" title=\"{}\" aria-label=\"{}\">{}</button>",
            Layout.hidden("do", what),
            Layout.hidden("node", house.node()),
            what,
            title,
            text + " " + house.brief(),
            text));
  }

  private static Html links(House house, List<House> all, Cuts cuts) {
    if (!canLink(house)) return Html.NONE;
    List<Html> links = new ArrayList<>();
    for (House other : all) {
      if (other.node().compareTo(house.node()) <= 0 || !canLink(other)) continue;
      boolean cut = cuts.between(house.node(), other.node());
      if (!cut && (house.look().isEmpty() || other.look().isEmpty())) continue; // it has no page
      String what = cut ? "heal" : "cut";
      links.add(
          Layout.form(
              "/lab",
              "/",
              Html.of(
                  "{}{}{}<button class=\"{}\" title=\"{}\">{} {}–{}</button>",
                  Layout.hidden("do", what),
                  Layout.hidden("node", house.node()),
                  Layout.hidden("peer", other.node()),
                  what,
                  cut
                      ? "let the two link again"
                      : "the two refuse each other; Hazelcast still finds both",
                  cut ? "Heal" : "Cut",
                  house.brief(),
                  other.brief())));
    }
    return new Html(Html.each(links, one -> one).markup());
  }

  private static boolean canLink(House house) {
    return house.lives() && house.state() != House.State.SILENT;
  }
}
