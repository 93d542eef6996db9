package multinode.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What has happened in the whole cluster, the newest first; and one moment with what was around it.
 */
record StoryView(Scene scene) {

  private static final int SHOWN = 120;

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter FINE = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  /** How long before and after a moment others belong to it. */
  private static final Duration AROUND = Duration.ofSeconds(4);

  /** A time of the day. */
  static String clock(Instant at) {
    return at.equals(Instant.EPOCH) ? "some time" : CLOCK.format(at.atZone(ZoneId.systemDefault()));
  }

  Html show(Asked asked) {
    String node = asked.value("node");
    String sort = asked.value("sort");
    List<Chronicle.Told> told =
        scene.chronicle().all().stream()
            .filter(one -> node.isEmpty() || one.moment().concerns(node))
            .filter(one -> matches(one.moment(), sort))
            .limit(SHOWN)
            .toList();
    return Html.of(
        """
        <div class="head"><h1>Story</h1></div>
        <p class="filters" role="group" aria-label="Node">{}</p>
        <p class="filters" role="group" aria-label="Kind">{}</p>
        {}<ol class="moments long">{}</ol>
        """,
        nodes(node, sort),
        sorts(node, sort),
        Html.when(told.isEmpty(), "<p class=\"none\">Nothing of this kind has happened.</p>"),
        Html.each(told, StoryView::line));
  }

  private static boolean matches(Moment moment, String sort) {
    return switch (sort) {
      case "" -> true;
      case "failures" -> moment.isFailure();
      default -> moment.sort().name().toLowerCase(Locale.ROOT).equals(sort);
    };
  }

  private List<Html> nodes(String node, String sort) {
    List<Html> links = new ArrayList<>();
    links.add(filter("all nodes", "", sort, node.isEmpty()));
    for (House house : scene.houses()) {
      links.add(filter(house.brief(), house.node(), sort, house.node().equals(node)));
    }
    return links;
  }

  private static List<Html> sorts(String node, String sort) {
    List<Html> links = new ArrayList<>();
    links.add(filter("everything", node, "", sort.isEmpty()));
    links.add(filter("failures", node, "failures", sort.equals("failures")));
    for (Moment.Sort one : Moment.Sort.values()) {
      String word = one.name().toLowerCase(Locale.ROOT);
      links.add(filter(word, node, word, sort.equals(word)));
    }
    return links;
  }

  private static Html filter(String text, String node, String sort, boolean current) {
    return Html.of(
        "<a href=\"{}\" aria-current=\"{}\">{}</a>",
        Html.url("/story", "node", node, "sort", sort),
        current,
        text);
  }

  /** A moment as a line. */
  static Html line(Chronicle.Told told) {
    Moment moment = told.moment();
    Chronicle.Key key = told.key();
    return Html.of(
        """
        <li class="moment {} {}" id="m-{}-{}-{}"><time>{}</time><a href="{}">{}</a>{}</li>\
        """,
        moment.sort().name().toLowerCase(Locale.ROOT),
        moment.isFailure() ? "failure" : "",
        Names.brief(key.node()),
        key.incarnation(),
        key.id(),
        clock(moment.at()),
        Html.url(
            "/moment", "node", key.node(), "start", "" + key.incarnation(), "id", "" + key.id()),
        moment.sentence(),
        Html.each(moment.detail().stream().toList(), why -> Html.of(" <small>{}</small>", why)));
  }

  /** One moment: why it happened, as far as is known, and what else happened around it. */
  Html moment(Asked asked) {
    Chronicle.Key key =
        Chronicle.Key.of(asked.value("node"), asked.value("start"), asked.value("id"))
            .orElseThrow(() -> new Refusal(400, "which moment? its number is missing"));
    Moment moment =
        scene
            .chronicle()
            .find(key)
            .orElseThrow(() -> new Refusal(404, "that moment is not remembered any more"));
    List<Chronicle.Told> all = scene.chronicle().all();
    return Html.of(
        """
        <div class="head"><h1 class="{}">{}</h1></div>
        <dl class="facts"><dt>when</dt><dd>{}</dd><dt>told by</dt><dd><a href="{}">{}</a></dd>\
        <dt>{}</dt><dd>{}</dd></dl>
        <h2>Just before, nearest first</h2><ol class="moments">{}</ol>
        <h2>And then</h2><ol class="moments">{}</ol>
        <p><a href="/story">The whole story</a></p>
        """,
        moment.isFailure() ? "failure" : "",
        moment.sentence(),
        FINE.format(moment.at().atZone(ZoneId.systemDefault())),
        Html.url("/node", "name", moment.node()),
        moment.node(),
        moment.isFailure() ? "cause" : "more",
        moment.detail().orElse("nothing more is known"),
        Html.each(around(all, key, moment, true), StoryView::line),
        Html.each(around(all, key, moment, false), StoryView::line));
  }

  private static List<Chronicle.Told> around(
      List<Chronicle.Told> all, Chronicle.Key key, Moment moment, boolean before) {
    Stream<Chronicle.Told> near =
        all.stream()
            .filter(one -> !one.key().equals(key))
            .filter(one -> one.moment().at().isAfter(moment.at()) != before)
            .filter(one ->
                Duration.between(one.moment().at(), moment.at()).abs().compareTo(AROUND) < 0);
    List<Chronicle.Told> found = near.toList();
    return (before ? found : found.reversed()).stream().limit(12).toList();
  }
}
