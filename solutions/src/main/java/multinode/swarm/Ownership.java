package multinode.swarm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import multinode.process.Pid;
import multinode.wire.Codec;

/** That a server is run by one host, under one number. For the server's own process. */
final class Ownership {

  private final String name;
  private final Pid host;
  private final LocalSwarm local;
  private final Pid owner;
  private final Table table;
  private final Codec codec;
  private long fence;

  /** The state that is kept, as bytes, if this owner has kept it, or begun with it. */
  private Optional<byte[]> known = Optional.empty();

  /**
   * An ownership.
   *
   * @param host the process to which the server is linked here
   */
  Ownership(String name, Pid host, long fence, LocalSwarm local) {
    this.name = name;
    this.host = host;
    this.fence = fence;
    this.local = local;
    owner = local.me();
    table = local.table();
    codec = local.node().codec();
  }

  /** The server's name. */
  String name() {
    return name;
  }

  /** Who runs it. */
  Pid host() {
    return host;
  }

  /** The number. */
  long fence() {
    return fence;
  }

  /** A state or a server as bytes, and back. */
  Codec codec() {
    return codec;
  }

  /**
   * Keeps a state on two nodes. Blocks until both have it; they have it already when its bytes are
   * those that were kept last.
   *
   * @return false when somebody else owns the server now: nothing was kept
   * @throws multinode.wire.CodecException when the state cannot be written
   */
  boolean keep(Object state) {
    return keepEncoded(codec.encode(state));
  }

  /** The same for a state that is written already. */
  boolean keepEncoded(byte[] state) {
    if (known.filter(last -> Arrays.equals(last, state)).isPresent()) return true;
    known = Optional.empty();
    boolean kept = keepBytes(Optional.of(state));
    if (kept) known = Optional.of(state);
    return kept;
  }

  /** Forgets what was kept: the next owner starts over. Blocks and returns as {@link #keep}. */
  boolean keepNothing() {
    known = Optional.empty();
    return keepBytes(Optional.empty());
  }

  /** The state that a former owner has kept, to begin with. */
  <S> S begin(byte[] kept) {
    known = Optional.of(kept);
    return read(kept);
  }

  /** States of others of its name, in other parts of the network, that it does not know yet. */
  List<byte[]> others() {
    return table.others(name);
  }

  /** Keeps a state in which these of others are. Blocks and returns as {@link #keep}. */
  boolean resolved(Optional<byte[]> state, List<byte[]> told) {
    known = Optional.empty();
    return keep(() -> new Step.Resolve(new Step.Keep(owner, fence, state), told));
  }

  private boolean keepBytes(Optional<byte[]> state) {
    return keep(() -> new Step.Keep(owner, fence, state));
  }

  private boolean keep(Supplier<Step<Boolean>> step) {
    AtomicBoolean begunAgain = new AtomicBoolean();
    boolean kept =
        table.keep(
            name,
            step,
            () -> {
              begunAgain.set(true);
              outrun();
            });
    if (!kept && begunAgain.get()) {
      throw new IllegalStateException(
          "another node owns %s now, and nobody knows whether it had this change before that"
              .formatted(name));
    }
    return kept;
  }

  /**
   * What this owner has said so far is refused, should it come late: it has another number now. One
   * that is cut off takes none: who goes on elsewhere is to have the higher one.
   */
  private void outrun() {
    if (!local.support().isSure()) {
      throw new IllegalStateException(
          "noquorum: nobody knows whether %s had this change".formatted(name));
    }
    if (table.change(name, new Step.Renew(owner, fence))) renewed(fence + 1);
  }

  /** The host hears of it before it hears that the server has ended. */
  private void renewed(long number) {
    fence = number;
    local.node().processes().send(host, new Host.Heard(name, new News.Renewed(number)));
  }

  /**
   * Makes sure that this host owns the server, under a new number, so that an offer with the old
   * one comes too late. Blocks.
   *
   * @param state the state that the server has
   * @return the state to go on with: this one, or what was kept last when somebody else has owned
   *     the server meanwhile; empty when somebody else owns it now
   */
  <S> Optional<S> renew(S state) {
    Entry mine = table.adopt(Set.of(name), owner, local.cluster().starts()).get(name);
    if (mine == null) return Optional.empty();
    boolean untouched = mine.fence() == fence + 1;
    renewed(mine.fence());
    known = Optional.empty();
    Optional<S> kept = untouched ? Optional.empty() : mine.state().map(this::read);
    return Optional.of(kept.orElse(state));
  }

  /**
   * Makes the entry again when both copies of it are lost, under the next number. Blocks.
   *
   * @return false when there is one: nothing was changed
   */
  boolean restore(Entry entry) {
    Entry next = entry.takenBy(owner);
    boolean restored = table.change(name, new Step.Restore(next));
    if (restored) renewed(next.fence());
    return restored;
  }

  /** A state of this server, from bytes. */
  @SuppressWarnings("unchecked") // what was written of this server's state is read as its state
  <S> S read(byte[] bytes) {
    return (S) codec.decode(bytes);
  }
}
