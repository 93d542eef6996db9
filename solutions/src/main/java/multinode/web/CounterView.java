package multinode.web;

import multinode.genserver.CallFailed;
import multinode.swarm.Swarm;

/** A number and a button. */
record CounterView(String node, PageCounter counter) {

  Html show() {
    Html value;
    Html where;
    try {
      value = Html.of("{}", "%,d".formatted(counter.value()));
      where = where();
    } catch (CallFailed | IllegalStateException e) {
      value = Html.of("<small>no answer: {}</small>", e.getMessage());
      where = Html.NONE;
    }
    return Html.of(
        """
        <div class="counter"><h1>Counter</h1>
        <output id="count" aria-live="polite">{}</output>
        {}
        <p class="where">{}</p></div>
        """,
        value,
        Layout.form(
            "/counter",
            "/counter",
            Html.of("<button class=\"big\" accesskey=\"c\">Count</button>")),
        where);
  }

  private Html where() {
    if (!(counter instanceof ClusterCounter(Swarm swarm))) {
      return Html.of("It lives in the memory of {}, and nowhere else.", Names.brief(node));
    }
    return swarm
        .info(ClusterCounter.NAME)
        .map(info ->
            Html.of(
                "<a href=\"{}\">Its server</a> runs on <b>{}</b>, and what it has counted is kept on"
                    + " two nodes. This page comes from <b>{}</b>.",
                Html.url("/server", "name", ClusterCounter.NAME),
                Names.brief(info.node()),
                Names.brief(node)))
        .orElse(Html.of("Its server runs nowhere just now; the next press starts it."));
  }
}
