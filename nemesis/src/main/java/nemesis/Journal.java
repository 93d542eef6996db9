package nemesis;

import java.io.PrintStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Supplier;
import multinode.genserver.CallFailed;
import multinode.process.Event;
import nemesis.Operation.Kind;
import nemesis.Operation.Outcome;

/**
 * What a node tells of its clients and servers, a line each, at the moment when it happens: what a
 * client is about to do stands there before it does it.
 */
final class Journal {

  static final String BEGIN = "B";
  static final String END = "E";
  static final String OWNED = "O";
  static final String DISOWNED = "D";

  private final PrintStream out;

  Journal(PrintStream out) {
    this.out = out;
  }

  /** Whether a line is one of these. */
  static boolean isLine(String line) {
    return line.length() > 1 && line.charAt(1) == ' ' && "BEOD".indexOf(line.charAt(0)) >= 0;
  }

  /** Now, in microseconds since 1970. */
  static long now() {
    return micros(Instant.now());
  }

  private static long micros(Instant at) {
    return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
  }

  void happened(Event event) {
    switch (event.kind()) {
      case OWNED -> line(OWNED, "-", micros(event.at()), word(event.peer()), "");
      case DISOWNED -> line(DISOWNED, "-", micros(event.at()), word(event.peer()), event.text());
      default -> {}
    }
  }

  /** A name as one word. */
  private static String word(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /** The name that such a word stands for. */
  static String name(String word) {
    return URLDecoder.decode(word, StandardCharsets.UTF_8);
  }

  /** Does something, and tells when it begins, when it ends, and what comes of it. */
  void operation(int client, Kind kind, String name, Supplier<?> task) {
    line(BEGIN, "" + client, now(), kind.name(), name);
    Outcome outcome = Outcome.OK;
    String value;
    try {
      value = String.valueOf(task.get());
    } catch (CallFailed e) {
      outcome = e.isUndone() ? Outcome.FAIL : Outcome.UNKNOWN;
      value = e.reason().toString();
    } catch (RuntimeException e) {
      outcome = Outcome.UNKNOWN;
      value = e.toString();
    }
    line(END, "" + client, now(), outcome.name(), value);
  }

  private void line(String what, String client, long moment, String kind, String rest) {
    String text = String.join(" ", what, client, "" + moment, kind, rest.replaceAll("\\R", " "));
    synchronized (out) {
      out.println(text);
    }
  }
}
