package multinode.node;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import multinode.process.Ref;
import multinode.process.RemoteTies;
import multinode.process.Signal;
import multinode.wire.Buffer;
import multinode.wire.CodecException;
import multinode.wire.Fragments;
import multinode.wire.Frame;
import multinode.wire.Frames;
import multinode.wire.Wire;

/**
 * Puts frames into the outbox of one connection: encodes them first, on the thread that sends, and
 * cuts large ones into {@linkplain Fragments fragments}, between which the frames of others pass. A
 * thread that sends a large one waits until all of it is in; so what it sends next comes later.
 */
final class Sender {

  /** How long a message waits for room at most, and a fragment; then it is dropped. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  /** How long an answer waits for room: it keeps the server from all its other callers. */
  static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  /** How many bytes may wait when a fragment comes: so much is before the next message. */
  private static final int ROOM = 2 * Fragments.SIZE;

  private static final int FIRST = 1 << 8;
  private static final int KEEP = 1 << 13;

  private static final BooleanSupplier ALWAYS = () -> true;

  private final Outbox outbox;
  private final Wire wire;
  private final int frameLimit;
  private final int bufferLimit;
  private final RemoteTies ties;
  private final Semaphore large = new Semaphore(Fragments.MOST, true);
  private final AtomicLong lastLarge = new AtomicLong();
  private final AtomicReference<Buffer> spare = new AtomicReference<>(new Buffer(FIRST));

  Sender(Outbox outbox, Wire wire, NodeOptions options, RemoteTies ties) {
    this.outbox = outbox;
    this.wire = wire;
    this.frameLimit = options.frameLimit();
    this.bufferLimit = options.bufferLimit();
    this.ties = ties;
  }

  /**
   * Whether a frame waits for room. News of an end and ticks do not: the threads that send them
   * have others to serve.
   */
  static boolean waits(Frame frame) {
    return switch (frame) {
      case Frame.Carry(Signal.Send _),
          Frame.Carry(Signal.Request _),
          Frame.Carry(Signal.Answer _),
          Frame.Spawn _ ->
          true;
      default -> false;
    };
  }

  /**
   * Sends a frame.
   *
   * @throws CodecException when it cannot be encoded or is too large
   */
  Outbox.Put send(Frame frame) {
    Buffer bytes = spare.getAndSet(null);
    if (bytes == null) bytes = new Buffer(FIRST);
    try {
      Frames.append(bytes, out -> wire.write(out, frame), frameLimit);
      return put(frame, bytes);
    } finally {
      bytes.truncate(0, KEEP);
      spare.set(bytes);
    }
  }

  private Outbox.Put put(Frame frame, Buffer bytes) {
    if (!waits(frame)) return outbox.putNow(bytes);
    boolean answer = frame instanceof Frame.Carry(Signal.Answer _);
    Duration limit = answer ? ANSWER_LIMIT : LIMIT;
    BooleanSupplier wanted = answer ? wanted(frame) : ALWAYS;
    return bytes.size() <= Fragments.SIZE
        ? outbox.put(bytes, bufferLimit, limit, wanted)
        : putLarge(bytes, limit, wanted);
  }

  /** Whether the caller still waits. Of one that asked another node, this one knows nothing. */
  private BooleanSupplier wanted(Frame frame) {
    return frame instanceof Frame.Carry(Signal.Answer answer) && !answer.connects()
        ? new Wanted(ties, answer.ref())
        : ALWAYS;
  }

  /** Whether an answer that was awaited still is. Who has just begun to wait is not known yet. */
  private static final class Wanted implements BooleanSupplier {
    private final RemoteTies ties;
    private final Ref ref;
    private boolean wasAwaited;

    Wanted(RemoteTies ties, Ref ref) {
      this.ties = ties;
      this.ref = ref;
    }

    @Override
    public boolean getAsBoolean() {
      boolean isAwaited = ties.awaits(ref);
      wasAwaited |= isAwaited;
      return isAwaited || !wasAwaited;
    }
  }

  private Outbox.Put putLarge(Buffer bytes, Duration limit, BooleanSupplier wanted) {
    if (!acquire(limit)) return Outbox.Put.FULL;
    try {
      long number = lastLarge.incrementAndGet();
      Buffer frame = new Buffer(Fragments.SIZE + 64);
      for (int from = Fragments.START; from < bytes.size(); from += Fragments.SIZE) {
        frame.truncate(0, Integer.MAX_VALUE);
        Consumer<Buffer> piece = Fragments.piece(number, bytes, from);
        Frames.append(frame, piece, Integer.MAX_VALUE);
        boolean first = from == Fragments.START;
        Outbox.Put put = outbox.put(frame, room(), first ? limit : LIMIT, first ? wanted : ALWAYS);
        if (put == Outbox.Put.FULL && !first) outbox.close(); // Half a message is none.
        if (put != Outbox.Put.DONE) return put;
      }
      return Outbox.Put.DONE;
    } finally {
      large.release();
    }
  }

  private boolean acquire(Duration limit) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      for (; ; ) {
        try {
          return large.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  private int room() {
    return Math.min(bufferLimit, ROOM);
  }

  /** Whether so much waits that senders wait, too. */
  boolean isStuck() {
    return outbox.waiting() > room();
  }
}
