package multinode.web;

import java.util.List;
import multinode.genserver.CallFailed;

/** A number and a button. */
record CounterView(String node, PageCounter counter, List<House> houses) {

  Html show() {
    return Html.of(
        """
        <div class="counter"><h1>Counter</h1>
        <output id="count" aria-live="polite">{}</output>
        {}
        <p class="where">{}</p></div>
        """,
        value(),
        Layout.form(
            "/counter",
            "/counter",
            Html.of("<button class=\"big\" accesskey=\"c\">Count</button>")),
        where());
  }

  private Html value() {
    try {
      return Html.of("{}", "%,d".formatted(counter.value()));
    } catch (CallFailed | IllegalStateException e) {
      return Html.of("<small>just moving: {}</small>", e.getMessage());
    }
  }

  private Html where() {
    if (!(counter instanceof ClusterCounter)) {
      return Html.of("It lives in the memory of {}, and nowhere else.", Names.brief(node));
    }
    return houses.stream()
        .filter(house -> house.look().filter(CounterView::runsIt).isPresent() && house.lives())
        .findFirst()
        .map(house ->
            Html.of(
                "<a href=\"{}\">Its server</a> runs on <b>{}</b>, and what it has counted is kept on"
                    + " two nodes. This page comes from <b>{}</b>.",
                Html.url("/server", "name", ClusterCounter.NAME),
                house.brief(),
                Names.brief(node)))
        .orElse(Html.of("Its server runs nowhere just now; the next press starts it."));
  }

  private static boolean runsIt(NodeLook look) {
    return look.servers().contains(ClusterCounter.NAME);
  }
}
