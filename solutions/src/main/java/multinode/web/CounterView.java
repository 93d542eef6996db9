package multinode.web;

import java.util.Optional;
import multinode.genserver.CallFailed;
import multinode.swarm.ServerInfo;
import multinode.swarm.Swarm;

/** A number and a button. */
record CounterView(String node, PageCounter counter, Optional<Swarm> swarm) {

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
    Optional<ServerInfo> info = swarm.flatMap(one -> one.info(ClusterCounter.NAME));
    return info.map(known ->
            Html.of(
                "<a href=\"{}\">Its server</a> runs on <b>{}</b>, owner number {}; "
                    + "what it has counted is kept on two nodes. This page comes from <b>{}</b>.",
                Html.url("/server", "name", ClusterCounter.NAME),
                Names.brief(known.node()),
                known.fence(),
                Names.brief(node)))
        .orElse(Html.of("Nobody has pressed it yet."));
  }
}
