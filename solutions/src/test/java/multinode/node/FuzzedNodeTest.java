package multinode.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import multinode.process.NodeName;
import multinode.process.Puppet;
import multinode.wire.Allowlist;
import multinode.wire.Bytes;
import multinode.wire.Codec;
import multinode.wire.Frame;
import multinode.wire.FrameCorpus;
import multinode.wire.Fuzz;
import multinode.wire.Mutation;
import multinode.wire.Wire;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;

/** A real node that is called by, and calls, hundreds of peers that are nearly right. */
class FuzzedNodeTest {

  private static final Mutation WORDS = HandshakeFuzzTest.MUTATION;
  private static final String HELLO =
      "HELLO bad@127.0.0.1 1 pair 00112233445566778899aabbccddeeff %d\n"
          .formatted(CookieHandshake.VERSION);

  private static final String CHALLENGE =
      "CHALLENGE fake@127.0.0.1 1 pair 00112233445566778899aabbccddeeff " + CookieHandshake.VERSION;
  private static final Duration SETUP = Duration.ofMillis(500);

  /** What a call may take on a busy machine: one that the peer gives up waits for the peer's. */
  private static final Duration PATIENCE = SETUP.multipliedBy(6);

  private final Nodes nodes = new Nodes();
  private Node victim;
  private volatile FakeNode.Behaviour listener;
  private List<byte[]> frames;
  private int peers;

  /** What a peer does to the node. */
  private enum Kind {
    /** Sends a handshake without waiting for answers. */
    BABBLES,
    /** Proves the cookie, with changes in what it says. */
    STUMBLES,
    /** Is let in, and then sends frames. */
    IS_IN,
    /** Asks the port mapper. */
    ASKS,
    /** Is called by the node, and answers. */
    ANSWERS
  }

  private final class Attempt implements Fuzz.Case {

    private final Kind kind;
    private final RandomGenerator random;

    Attempt(RandomGenerator random) {
      this.random = random;
      this.kind = Kind.values()[random.nextInt(Kind.values().length)];
    }

    @Override
    public void run() throws IOException {
      if (kind == Kind.ANSWERS) isCalled();
      else calls();
    }

    private void isCalled() {
      listener = random.nextInt(4) == 0 ? this::babbleBack : this::answer;
      NodeName fake = nodes.name("fake");
      long start = System.nanoTime();
      ConnectResult result = victim.connect(fake);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as(result.toString())
          .isLessThan(PATIENCE);
      Await.until("the listener has closed", () -> !victim.nodes().contains(fake));
    }

    private void calls() throws IOException {
      int port = kind == Kind.ASKS ? nodes.mapperPort() : victim.port();
      try (RawPeer peer = kind == Kind.IS_IN ? admitted() : RawPeer.calling(port)) {
        try {
          switch (kind) {
            case BABBLES -> babble(peer);
            case STUMBLES -> stumble(peer);
            case IS_IN -> sendFrames(peer);
            default -> ask(peer);
          }
          peer.finish();
        } catch (IOException closedEarly) {
          // As nodes do with babblers.
        }
        peer.awaitEnd();
      }
    }

    private RawPeer admitted() throws IOException {
      return RawPeer.admitted(victim, nodes.name("in" + peers++));
    }

    private byte[] changed(String words) {
      return WORDS.of(words.getBytes(), random);
    }

    private void babble(RawPeer peer) throws IOException {
      peer.send(changed(HELLO + "PROOF " + "0".repeat(64) + "\nGO\n"));
    }

    private void stumble(RawPeer peer) throws IOException {
      String hello = HELLO.strip().replace("bad", "bad" + peers++);
      peer.send(line(hello));
      byte[] proof = Cookie.of(Nodes.COOKIE).sign("caller\n" + hello + "\n" + peer.hear());
      peer.send(line("PROOF " + HexFormat.of().formatHex(proof)));
      peer.hear();
      peer.send(line("GO"));
    }

    private void babbleBack(RawPeer caller) throws IOException {
      caller.send(changed(CHALLENGE + "\nWELCOME " + "0".repeat(64) + "\nADMITTED\n"));
    }

    private void answer(RawPeer caller) throws IOException {
      String hello = caller.hear();
      caller.send(line(CHALLENGE));
      caller.hear();
      byte[] proof = Cookie.of(Nodes.COOKIE).sign("listener\n" + hello + "\n" + CHALLENGE);
      caller.send(line("WELCOME " + HexFormat.of().formatHex(proof)));
      String verdict = Mutation.one(List.of("ADMITTED", "ALREADY", "REFUSED NOT_ALIVE"), random);
      caller.send(line(verdict));
    }

    /** A line, perhaps with changes, but with an end: who waits for one is tested elsewhere. */
    private byte[] line(String words) {
      byte[] bytes = random.nextBoolean() ? words.getBytes() : changed(words);
      byte[] line = Arrays.copyOf(bytes, bytes.length + 1);
      line[bytes.length] = '\n';
      return line;
    }

    private void sendFrames(RawPeer peer) throws IOException {
      Mutation mutation = new Mutation(FrameCorpus.TOKENS, frames);
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      for (int i = random.nextInt(1, 10); i > 0; i--) {
        byte[] frame = mutation.of(Mutation.one(frames, random), random);
        stream.writeBytes(Bytes.written(out -> out.putInt(frame.length)));
        stream.writeBytes(frame);
      }
      byte[] bytes = stream.toByteArray();
      peer.send(random.nextInt(4) == 0 ? mutation.of(bytes, random) : bytes);
    }

    private void ask(RawPeer peer) throws IOException {
      String question =
          Mutation.one(
              List.of("REGISTER x@127.0.0.1 1\n", "LOOKUP a@127.0.0.1\n", "NAMES\n"), random);
      peer.send(changed(question));
    }

    @Override
    public int size() {
      return 1 << 16;
    }

    @Override
    public String toString() {
      return "a peer that " + kind;
    }
  }

  @Test
  @DisplayName("hundreds of peers that are nearly right harm nobody, and leave nothing behind")
  void node() throws Exception {
    try (nodes;
        NodeLog log = NodeLog.openQuietly()) {
      victim =
          nodes.start(
              "a",
              options -> options.withConnectAll(false).withFrameLimit(1 << 16).withSetup(SETUP));
      FakeNode.open(nodes, "fake", caller -> listener.to(caller));
      Wire wire = new Wire(new Codec(Allowlist.standard()));
      frames = new ArrayList<>();
      for (Frame frame : FrameCorpus.harmless(new Puppet(victim.processes()).pid())) {
        frames.add(Bytes.of(wire, frame));
      }
      Bystanders.unharmedBy(nodes, victim, () -> Fuzz.runSome(getClass(), 1_000, Attempt::new));
      if (log.lines().size() < 100) return;
      log.awaitWarning("a@127.0.0.1 refused", "did not prove");
      log.awaitWarning("dropped a frame");
      log.awaitWarning("a@127.0.0.1 is not connected to fake@127.0.0.1");
    }
  }
}
