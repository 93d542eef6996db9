package multinode.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import multinode.genserver.CallFailed;
import multinode.swarm.ServerInfo;
import multinode.swarm.Swarm;

/** All that there is to know of one server, or of one node. */
record DetailView(Scene scene, Optional<Swarm> swarm) {

  private static final Duration LIMIT = Duration.ofMillis(500);

  /** A server: where it runs and as what, what it keeps, and what it did of late. */
  Html server(Asked asked) {
    String name = asked.need("name");
    ServerInfo known =
        swarm
            .orElseThrow(Refusal::notJoined)
            .info(name)
            .orElseThrow(
                () -> new Refusal(404, "there is no server \"%s\" (any more)".formatted(name)));
    Optional<ServerLook> look = ask(known.node(), new WitnessRequest.About(name));
    Kind kind = Kind.of(name);
    return Html.of(
        """
        <div class="head"><h1><i class="chip {}"></i>{}</h1>{}</div>
        <dl class="facts"><dt>runs on</dt><dd><a href="{}">{}</a></dd><dt>process</dt><dd>{}</dd>\
        <dt>groups</dt><dd>{}</dd><dt>fence</dt><dd>{} <small>each owner has a higher number than all before</small></dd>\
        <dt>kept on two nodes</dt><dd>{}</dd><dt>mailbox</dt><dd>{}</dd><dt>state</dt><dd><code>{}</code></dd></dl>
        <h2>What it did lately</h2><ol class="moments">{}</ol>
        """,
        kind.css(),
        name,
        kind == Kind.MANAGER
            ? Html.of(
                "{}{}",
                ManagersView.act("/managers/assign", name, "Assign a task"),
                ManagersView.act("/managers/stop", name, "Stop"))
            : Html.NONE,
        Html.url("/node", "name", known.node()),
        known.node(),
        look.map(ServerLook::pid)
            .map(pid -> pid.isEmpty() ? "between two nodes" : pid)
            .orElse("its node does not answer"),
        known.groups().isEmpty() ? "none" : String.join(", ", known.groups()),
        known.fence(),
        known.kept() == 0 ? "nothing" : "%,d bytes".formatted(known.kept()),
        look.map(ServerLook::mailbox).map(Object::toString).orElse("?"),
        look.map(ServerLook::state).filter(state -> !state.isEmpty()).orElse("not shown"),
        Html.each(lately(name), DetailView::line));
  }

  /** All nodes that answer, since it may have lived on each. */
  private List<Moment> lately(String name) {
    return scene.houses().stream()
        .filter(House::answers)
        .flatMap(house ->
            ask(house.node(), new WitnessRequest.About(name)).stream()
                .flatMap(look -> look.lately().stream()))
        .sorted((a, b) -> b.at().compareTo(a.at()))
        .toList();
  }

  private static Html line(Moment moment) {
    return Html.of(
        "<li class=\"moment servers {}\"><time>{}</time><span>{}</span>{}</li>",
        moment.isFailure() ? "failure" : "",
        StoryView.clock(moment.at()),
        moment.sentence(),
        Html.each(moment.detail().stream().toList(), why -> Html.of(" <small>{}</small>", why)));
  }

  /** A node: its links, what it sees, and its supervision tree. */
  Html node(Asked asked) {
    String name = asked.need("name");
    House house =
        scene.houses().stream()
            .filter(one -> one.node().equals(name))
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "no node \"%s\" is known here".formatted(name)));
    NodeLook look = house.look().orElse(null);
    if (look == null) {
      return Html.of(
          "<div class=\"head\"><h1>{}</h1></div><p class=\"none\">{}: it tells nothing of itself.</p>",
          name,
          ClusterView.state(house));
    }
    return Html.of(
        """
        <div class="head"><h1>{}</h1><p><a href="{}">Its story</a></p></div>
        <dl class="facts"><dt>state</dt><dd>{}</dd><dt>linked to</dt><dd>{}</dd><dt>members it sees</dt><dd>{}</dd>\
        <dt>servers</dt><dd>{}</dd><dt>processes</dt><dd>{}</dd><dt>quorum</dt><dd>{}</dd><dt>its own page</dt><dd>{}</dd></dl>
        <h2>Supervision tree</h2><ul class="tree">{}</ul>
        """,
        name,
        Html.url("/story", "node", name),
        ClusterView.state(house),
        Html.each(look.links(), peer -> link(name, peer)),
        String.join(", ", look.members()),
        counts(look),
        "%,d".formatted(look.processes()),
        quorum(look),
        look.page(),
        tree(house));
  }

  private static String quorum(NodeLook look) {
    if (look.members().isEmpty()) return "it is in no cluster";
    return look.quorum() ? "yes" : "no: it runs no servers";
  }

  private static Html link(String node, String peer) {
    return Html.of(
        "<a href=\"{}\">{}</a> <small><a href=\"{}\">messages</a></small> ",
        Html.url("/node", "name", peer),
        peer,
        Html.url("/ladder", "node", node, "peer", peer));
  }

  private static String counts(NodeLook look) {
    StringBuilder text = new StringBuilder();
    for (Kind kind : Kind.values()) {
      if (look.count(kind) == 0) continue;
      text.append(text.isEmpty() ? "" : ", ").append(kind.count(look.count(kind)));
    }
    return text.isEmpty() ? "none" : text.toString();
  }

  private Html tree(House house) {
    if (!house.lives()) return Html.NONE;
    List<TreeLine> lines = ask(house.node(), new WitnessRequest.Tree()).orElse(List.of());
    return Html.each(
        lines,
        line ->
            Html.of(
                "<li class=\"depth{} {}\">{} <small>{}</small></li>",
                Math.min(line.depth(), 6),
                line.supervises() ? "supervises" : "works",
                line.name(),
                line.pid().isEmpty() ? "" : line.pid().toLowerCase(Locale.ROOT)));
  }

  private <R> Optional<R> ask(String node, multinode.genserver.Request<R> request) {
    try {
      return Optional.of(scene.ask(node, request, LIMIT));
    } catch (CallFailed | IllegalStateException e) {
      return Optional.empty();
    }
  }
}
