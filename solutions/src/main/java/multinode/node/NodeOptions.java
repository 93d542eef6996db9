package multinode.node;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import multinode.process.NodeName;
import multinode.wire.Allowlist;
import multinode.wire.Tls;

/**
 * How a node is to be. Start from {@link #named} or {@link #unnamed} and change what should differ;
 * each change gives new options and leaves the old ones as they are.
 */
public final class NodeOptions implements Cloneable {

  /** Where port mappers listen unless told otherwise; next to Erlang's 4369. */
  public static final int MAPPER_PORT = 4370;

  private NodeName name;
  private Cookie cookie;
  private int port = 0;
  private int advertisedPort = 0;
  private int mapperPort = MAPPER_PORT;
  private boolean connectAll = true;
  private boolean remoteSpawn = true;
  private Duration tick = Duration.ofSeconds(1);
  private Duration setup = Duration.ofSeconds(5);
  private int slots = 128;
  private int frameLimit = 16 << 20;
  private int bufferLimit = 1 << 20;
  private Optional<Tls> tls = Optional.empty();
  private Allowlist allowlist = Allowlist.standard();
  private Consumer<String> output = line -> System.out.println(line);
  private BiFunction<Peer, Cookie, Handshake> handshake = CookieHandshake::new;

  private NodeOptions(NodeName name, Cookie cookie) {
    this.name = name;
    this.cookie = cookie;
  }

  /** A node of this name, with the defaults for everything else. */
  public static NodeOptions named(NodeName name, Cookie cookie) {
    return new NodeOptions(name, cookie);
  }

  /** A node that has not been given a name: it runs processes and talks to nobody. */
  public static NodeOptions unnamed() {
    return new NodeOptions(NodeName.NONODE, Cookie.of("nocookie"));
  }

  /** Changes {@link #name()} and {@link #cookie()}. */
  public NodeOptions withIdentity(NodeName newName, Cookie newCookie) {
    return with(changed -> {
      changed.name = newName;
      changed.cookie = newCookie;
    });
  }

  private NodeOptions with(Consumer<NodeOptions> change) {
    try {
      NodeOptions changed = (NodeOptions) clone();
      change.accept(changed);
      return changed;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("it is supported", e);
    }
  }

  /** Its name; {@link NodeName#NONODE} for a node that talks to nobody. */
  public NodeName name() {
    return name;
  }

  /** The secret that it shares with its peers. */
  public Cookie cookie() {
    return cookie;
  }

  /** Where it listens, 0 for any free port. */
  public int port() {
    return port;
  }

  /** Changes {@link #port()}. */
  public NodeOptions withPort(int value) {
    return with(changed -> changed.port = value);
  }

  /** The port that its peers are told, 0 for the one it listens on; differs behind a proxy. */
  public int advertisedPort() {
    return advertisedPort;
  }

  /** Changes {@link #advertisedPort()}. */
  public NodeOptions withAdvertisedPort(int value) {
    return with(changed -> changed.advertisedPort = value);
  }

  /** Where its host's port mapper listens. */
  public int mapperPort() {
    return mapperPort;
  }

  /** Changes {@link #mapperPort()}. */
  public NodeOptions withMapperPort(int value) {
    return with(changed -> changed.mapperPort = value);
  }

  /** Whether it connects to every node that its peers know. */
  public boolean connectAll() {
    return connectAll;
  }

  /** Changes {@link #connectAll()}. */
  public NodeOptions withConnectAll(boolean value) {
    return with(changed -> changed.connectAll = value);
  }

  /** Whether it runs functions of other nodes; calls it answers either way. */
  public boolean remoteSpawn() {
    return remoteSpawn;
  }

  /** Changes {@link #remoteSpawn()}. */
  public NodeOptions withRemoteSpawn(boolean value) {
    return with(changed -> changed.remoteSpawn = value);
  }

  /**
   * How often it looks after its connections; a silent peer is given up after {@link
   * Heartbeat#LIMIT} to {@code LIMIT + 1} of these.
   */
  public Duration tick() {
    return tick;
  }

  /** Changes {@link #tick()}. */
  public NodeOptions withTick(Duration value) {
    return with(changed -> changed.tick = value);
  }

  /** How long setting up one connection may take. */
  public Duration setup() {
    return setup;
  }

  /** Changes {@link #setup()}. */
  public NodeOptions withSetup(Duration value) {
    return with(changed -> changed.setup = value);
  }

  /** How many peers may be in set-up at a time. */
  public int slots() {
    return slots;
  }

  /** Changes {@link #slots()}. */
  public NodeOptions withSlots(int value) {
    return with(changed -> changed.slots = value);
  }

  /** The largest message, in bytes. */
  public int frameLimit() {
    return frameLimit;
  }

  /** Changes {@link #frameLimit()}. */
  public NodeOptions withFrameLimit(int value) {
    return with(changed -> changed.frameLimit = value);
  }

  /** From how many unsent bytes on senders to a peer wait. */
  public int bufferLimit() {
    return bufferLimit;
  }

  /** Changes {@link #bufferLimit()}. */
  public NodeOptions withBufferLimit(int value) {
    return with(changed -> changed.bufferLimit = value);
  }

  /** The classes that messages may be of. */
  public Allowlist allowlist() {
    return allowlist;
  }

  /** Changes {@link #allowlist()}. */
  public NodeOptions withAllowlist(Allowlist value) {
    return with(changed -> changed.allowlist = value);
  }

  /** Prints a line, for all processes that were started here. */
  public Consumer<String> output() {
    return output;
  }

  /** Changes {@link #output()}. */
  public NodeOptions withOutput(Consumer<String> value) {
    return with(changed -> changed.output = value);
  }

  /** How connections are encrypted, if they are. */
  public Optional<Tls> tls() {
    return tls;
  }

  /** Changes {@link #tls()}. */
  public NodeOptions withTls(Tls value) {
    return with(changed -> changed.tls = Optional.of(value));
  }

  /** How the two sides of a connection prove who they are. */
  public BiFunction<Peer, Cookie, Handshake> handshake() {
    return handshake;
  }

  /** Changes {@link #handshake()}. */
  public NodeOptions withHandshake(BiFunction<Peer, Cookie, Handshake> value) {
    return with(changed -> changed.handshake = value);
  }
}
