package multinode.process;

import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.function.Function;

/** Delivers what processes do to each other: here, or through the uplink. */
final class Signals {

  private final String node;
  private final Function<Destination, LocalProcess> find;
  private final Uplink uplink;
  private final Events events;

  /**
   * Of one node.
   *
   * @param find the live process of a pid or name of this node, or null
   */
  Signals(String node, Function<Destination, LocalProcess> find, Uplink uplink, Events events) {
    this.node = node;
    this.find = find;
    this.uplink = uplink;
    this.events = events;
  }

  /** Sends a message; see {@link Processes#send(Destination, Object)}. */
  void send(Destination to, Object message, Speaker by) {
    Objects.requireNonNull(message, "a message cannot be null");
    if (to.node().equals(node)) {
      LocalProcess process = find.apply(to);
      if (process == null) nobodyThere(to, message);
      else if (process.offer(message, by) == Mailbox.Put.FULL) full(process, message);
    } else {
      forward(new Signal.Send(to, message), by);
    }
  }

  /** The same to the process that holds a name; see {@link Processes#send(String, Object)}. */
  void send(String name, Object message, Speaker by) {
    LocalProcess holder = find.apply(new RegisteredName(name, node));
    if (holder == null) {
      throw new IllegalArgumentException("no process is registered as \"" + name + "\" on " + node);
    }
    send(holder.self(), message, by);
  }

  private void nobodyThere(Destination to, Object message) {
    dropped(to, "nobody there for ", message);
  }

  /** A message has found no room: everybody can count it, and the first is told in the log. */
  private void full(LocalProcess process, Object message) {
    dropped(process.self(), "no room in the mailbox for ", message);
    if (process.bound().drop()) {
      TiedProcess.LOG.log(
          Level.WARNING,
          "{0} {1} is full: {2}; newer ones are dropped until it has taken some",
          process,
          process.ties().names(),
          process.bound());
    }
  }

  private void dropped(Destination to, String why, Object message) {
    events.emit(Event.Kind.DROPPED, to, () -> why + brief(message), () -> why + message);
  }

  /** Which message, without asking it. */
  private static String brief(Object message) {
    return message instanceof Encoded encoded
        ? encoded.brief()
        : "a " + message.getClass().getSimpleName();
  }

  /** Answers a request that another process was asked; see {@link Context#reply}. */
  void reply(From from, Object answer, Speaker by) {
    boolean elsewhere = !from.server().node().equals(node);
    deliver(new Signal.Answer(from.ref(), from.caller(), answer, elsewhere), by);
    // An answer that was not let out any more leaves its caller waiting for the server.
    if (!by.isSilenced()) tell(new Signal.Demonitor(from.ref(), from.server()));
  }

  /** Delivers a signal of the node itself. */
  void tell(Signal signal) {
    deliver(signal, Speaker.NODE);
  }

  /** Delivers a signal. */
  void deliver(Signal signal, Speaker by) {
    if (!signal.to().node().equals(node)) {
      if (!forward(signal, by)) unreachable(signal);
      return;
    }
    LocalProcess to = find.apply(signal.to());
    switch (signal) {
      case Signal.Send send -> send(send.to(), send.message(), by);
      case Signal.Link link -> {
        if (to == null || !to.addLink(link.from())) {
          tell(new Signal.ExitSignal(link.to(), link.from(), ExitReason.NOPROC, true));
        } else if (isGone(link.from())) {
          to.ties().unlink(link.from());
        }
      }
      case Signal.Unlink unlink -> {
        if (to != null) to.ties().unlink(unlink.from());
      }
      case Signal.ExitSignal exit -> {
        if (to != null) to.exitSignal(exit.from(), exit.reason(), exit.linked(), by);
      }
      case Signal.Monitor monitor -> {
        if (to == null || !to.addWatcher(monitor.ref(), monitor.from())) {
          tell(new Signal.DownSignal(monitor.ref(), monitor.from(), ExitReason.NOPROC));
        } else if (isGone(monitor.from())) {
          to.ties().notWatchedBy(monitor.ref());
        }
      }
      case Signal.Request(Ref ref, Pid from, Destination _, Object request) -> {
        if (to != null && to.addWatcher(ref, from)) {
          Mailbox.Put put = to.putCall(new From(from, ref, to.self()), request, by);
          if (put != Mailbox.Put.DONE) to.ties().notWatchedBy(ref);
          if (put == Mailbox.Put.FULL) {
            full(to, request);
            tell(new Signal.DownSignal(ref, from, ExitReason.MAILBOX_FULL));
          }
        } else {
          tell(new Signal.DownSignal(ref, from, ExitReason.NO_SERVER));
        }
      }
      case Signal.Answer answer -> {
        if (to != null) to.answered(answer.ref(), answer.answer(), by);
      }
      case Signal.Demonitor demonitor -> {
        if (to != null) to.ties().notWatchedBy(demonitor.ref());
      }
      case Signal.DownSignal down -> {
        if (to != null) to.downSignal(down.ref(), down.reason());
      }
    }
  }

  /**
   * Whether a process of this node was killed while it tied itself to another: its end may have
   * been told before the tie was there.
   */
  private boolean isGone(Pid from) {
    return from.node().equals(node) && find.apply(from) == null;
  }

  /** Sends a signal to another node; false when that node cannot be reached. */
  private boolean forward(Signal signal, Speaker by) {
    String to = signal.to().node();
    if (!by.begin(to)) return true;
    try {
      return uplink.forward(to, signal);
    } finally {
      by.done();
    }
  }

  /** A signal could not be sent to its node: a process that waits for something hears of it. */
  void unreachable(Signal signal) {
    ExitReason lost = ExitReason.NOCONNECTION;
    if (signal instanceof Signal.Link(Pid from, Pid to)) {
      tell(new Signal.ExitSignal(to, from, lost, true));
    } else if (signal instanceof Signal.Monitor(Ref ref, Pid from, Destination _)) {
      tell(new Signal.DownSignal(ref, from, lost));
    } else if (signal instanceof Signal.Request(Ref ref, Pid from, Destination _, Object _)) {
      tell(new Signal.DownSignal(ref, from, lost));
    }
  }
}
