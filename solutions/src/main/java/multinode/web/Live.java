package multinode.web;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Sends pages what they show, again and again as it changes, at most ten times a second. What many
 * look at is made once. A page that reads slowly misses what is outdated by the time it reads, and
 * keeps nobody waiting: of each view there is only the last state. One that reads nothing any more
 * is given up.
 */
final class Live implements AutoCloseable {

  /** How many pages may be open. */
  static final int MOST = 1_000;

  /** How many different views they may look at. */
  private static final int VIEWS = 200;

  /** The shortest time between two states of a view. */
  private static final Duration FRAME = Duration.ofMillis(100);

  /** A view that takes long to make is made less often: this part of the time at most. */
  private static final int SHARE = 8;

  /** But never less often than with this pause: on a busy machine everything takes long. */
  private static final Duration SLOWEST = Duration.ofMillis(300);

  /** How often a page hears that its node is well. */
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** For how long a page may read nothing of what it is sent. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final byte[] BEATS = "event: beat\ndata: 1\n\n".getBytes(StandardCharsets.UTF_8);

  /** Views that show nothing but the scene: where that is as it was, they are not made again. */
  private static final Set<String> SEEN = Set.of("/", "/story");

  private final Function<String, Html> views;
  private final Scene scene;
  private final Duration patience;
  private final Map<String, Channel> channels = new ConcurrentHashMap<>();

  /** Who just sends a page something, and since when. */
  private final Map<Thread, Long> sending = new ConcurrentHashMap<>();

  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean closed;

  /**
   * Nobody looks yet.
   *
   * @param views what is to be seen at an address
   * @param patience how long a page may read nothing
   */
  Live(Scene scene, Function<String, Html> views, Duration patience) {
    this.scene = scene;
    this.views = views;
    this.patience = patience;
  }

  /** A view that somebody looks at. */
  private final class Channel {
    private final String url;
    private byte[] state = new byte[0];
    private long number;
    private int readers;

    Channel(String url) {
      this.url = url;
    }

    synchronized void publish(byte[] next) {
      if (Arrays.equals(next, state)) return;
      state = next;
      number++;
      notifyAll();
    }

    synchronized boolean isWanted() {
      return readers > 0 && !closed;
    }

    /** Makes states until nobody wants any. */
    void run() {
      try (Scene.Watching _ = scene.watch()) {
        Object before = this;
        while (isWanted()) {
          long begin = System.nanoTime();
          giveUp(begin);
          Object now = SEEN.contains(url) ? scene.stamp() : url;
          if (now == url || !now.equals(before)) publish(message(views.apply(url)));
          before = now;
          long took = System.nanoTime() - begin;
          long pause = Math.min(took * SHARE, SLOWEST.toNanos());
          TimeUnit.NANOSECONDS.sleep(Math.max(FRAME.toNanos() - took, pause));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        WebServer.LOG.log(Level.WARNING, "cannot show " + url, e);
      } finally {
        end();
      }
    }

    private synchronized void end() {
      channels.remove(url, this);
      number = -1;
      notifyAll();
    }
  }

  /** How many pages are open. */
  int readers() {
    return open.get();
  }

  private static byte[] message(Html html) {
    String line = "data: " + html.markup().replace("\n", " ") + "\n\n";
    return line.getBytes(StandardCharsets.UTF_8);
  }

  /** Sends a page what there is to see at an address, until it has gone. Blocks as long. */
  void serve(String url, OutputStream out) throws IOException, InterruptedException {
    if (open.incrementAndGet() > MOST) {
      open.decrementAndGet();
      throw new Refusal(503, MOST + " pages are open already: close some");
    }
    Channel channel = null;
    try {
      channel = enter(url);
      out.write("retry: 250\n\n".getBytes(StandardCharsets.UTF_8));
      out.flush();
      for (long seen = 0; seen >= 0 && !closed; ) seen = send(channel, seen, out);
    } finally {
      open.decrementAndGet();
      if (channel != null) leave(channel);
    }
  }

  private long send(Channel channel, long seen, OutputStream out)
      throws IOException, InterruptedException {
    byte[] next = BEATS;
    long number;
    synchronized (channel) {
      long end = System.nanoTime() + BEAT.toNanos();
      for (long left = BEAT.toNanos(); channel.number == seen && left > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(channel, left);
        left = end - System.nanoTime();
      }
      number = channel.number;
      if (number != seen && number > 0) next = channel.state;
    }
    sending.put(Thread.currentThread(), System.nanoTime());
    try {
      out.write(next);
      out.flush();
    } finally {
      sending.remove(Thread.currentThread());
    }
    return number;
  }

  /** A thread that has been sending for too long is interrupted; that closes its connection. */
  private void giveUp(long now) {
    sending.forEach((thread, since) -> {
      if (now - since > patience.toNanos()) thread.interrupt();
    });
  }

  private Channel enter(String url) {
    synchronized (channels) {
      Channel channel = channels.get(url);
      if (channel == null || !join(channel)) {
        if (channels.size() >= VIEWS) throw new Refusal(503, "too many different views are open");
        channel = new Channel(url);
        join(channel);
        channels.put(url, channel);
        Thread.ofVirtual().name("page shows " + url).start(channel::run);
      }
      return channel;
    }
  }

  private static boolean join(Channel channel) {
    synchronized (channel) {
      if (channel.number < 0) return false;
      channel.readers++;
      return true;
    }
  }

  private static void leave(Channel channel) {
    synchronized (channel) {
      channel.readers--;
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Channel channel : channels.values()) channel.end();
  }
}
