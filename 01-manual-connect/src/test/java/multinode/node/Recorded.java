package multinode.node;

import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import multinode.wire.Lines;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Nodes;

/** A handshake that went well, and what was said. */
record Recorded(Peer seenByCaller, Peer seenByListener, List<String> said) {
  String hello() {
    return said.get(0);
  }

  String challenge() {
    return said.get(1);
  }

  String proof() {
    return said.get(2);
  }

  String welcome() {
    return said.get(3);
  }

  /** Has two nodes with one cookie connect. */
  static Recorded call(Nodes nodes, String cookie) throws Exception {
    List<String> said = new CopyOnWriteArrayList<>();
    Socket[] ends = Talk.connected(nodes);
    Lines caller = new Lines(ends[0], Await.deadline());
    Lines listener = new Lines(ends[1], Await.deadline());
    caller.watch(said::add, line -> {});
    listener.watch(said::add, line -> {});
    CompletableFuture<Peer> answering =
        Talk.run(ends[1], () -> new CookieHandshake(Talk.B, Cookie.of(cookie)).accept(listener));
    CompletableFuture<Peer> calling =
        Talk.run(
            ends[0],
            () -> new CookieHandshake(Talk.A, Cookie.of(cookie)).initiate(caller, Talk.B.name()));
    Claim claim =
        Claim.of("two nodes with one cookie come to trust each other")
            .step("initiate and accept")
            .did("a called b; both have the cookie " + cookie)
            .usually("the two sides do not sign the same text, character by character");
    List<String> outcomes = List.of(Talk.outcome(calling), Talk.outcome(answering));
    claim.isEqual(List.of("connected to b@127.0.0.1", "connected to a@127.0.0.1"), outcomes);
    claim
        .expected("HELLO, CHALLENGE, PROOF, WELCOME")
        .isEqual(
            List.of("HELLO", "CHALLENGE", "PROOF", "WELCOME"),
            said.stream().map(line -> line.split(" ")[0]).toList());
    return new Recorded(calling.get(), answering.get(), said);
  }
}
