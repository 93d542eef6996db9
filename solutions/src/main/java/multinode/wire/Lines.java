package multinode.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads and writes lines of text on a socket, bounded in length and in time, so that a peer who
 * says nothing, or too much, costs little and soon nothing.
 */
public final class Lines {

  /** One of the two sides does not go on, since the two are connected otherwise. */
  public static final class Stopped extends IOException {

    private static final long serialVersionUID = 1;

    Stopped(String reason) {
      super(reason);
    }
  }

  /** What one side says that does not want to go on, since the two are connected otherwise. */
  public static final String STOP = "STOP";

  /** The longest line, in bytes without its end. */
  public static final int LONGEST = 512;

  /** How a TLS handshake begins, and what TLS says to one who speaks otherwise; no line does. */
  private static final Set<Integer> TLS = Set.of(0x16, 0x15);

  private static final Pattern CONTROL = Pattern.compile("\\p{C}");

  private final Socket socket;
  private final InputStream in;
  private final long deadline;
  private boolean untimed;
  private Consumer<String> sent = line -> {};
  private Consumer<String> received = line -> {};
  private BooleanSupplier overtaken = () -> false;

  /**
   * Lines on a socket.
   *
   * @param limit how long all the reading may take together, from now
   */
  public Lines(Socket socket, Duration limit) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(new InTime(socket.getInputStream()));
    this.deadline = System.nanoTime() + limit.toNanos();
  }

  /** Tells what goes out and comes in, to two who want to know. */
  public void watch(Consumer<String> sentLine, Consumer<String> receivedLine) {
    this.sent = sentLine;
    this.received = receivedLine;
  }

  /** From the moment in which this holds on, nothing more is said but {@link #STOP}. */
  public void until(BooleanSupplier isOvertaken) {
    this.overtaken = isOvertaken;
  }

  /**
   * Reads the next line. Blocks until it is there, or the time is up.
   *
   * @return the line without its end, and with a question mark for each control character: lines of
   *     strangers get into logs
   * @throws SocketTimeoutException when the time is up
   * @throws EOFException when the peer closes
   * @throws ProtocolException when the line is too long
   * @throws Stopped when the peer does not go on
   */
  public String read() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    try {
      for (int next; (next = in.read()) != '\n'; line.write(next)) {
        if (next < 0) throw new EOFException("the peer closed the connection");
        if (line.size() == 0 && TLS.contains(next)) {
          throw new ProtocolException(
              "the other node speaks TLS and this one does not; start both with --tls, or both"
                  + " without");
        }
        if (line.size() == LONGEST) {
          throw new ProtocolException("the peer sent a line longer than " + LONGEST + " bytes");
        }
      }
    } catch (SocketTimeoutException e) {
      throw new SocketTimeoutException("the peer connected but did not answer in time");
    }
    String text = CONTROL.matcher(line.toString(UTF_8)).replaceAll("?");
    received.accept(text);
    if (text.equals(STOP)) throw new Stopped("the peer is connected otherwise");
    return text;
  }

  /**
   * Writes one line.
   *
   * @throws Stopped when it is not wanted any more, since the two are connected otherwise
   */
  public void write(String line) throws IOException {
    if (overtaken.getAsBoolean()) {
      put(STOP);
      throw new Stopped("the other's call was faster");
    }
    put(line);
  }

  private void put(String line) throws IOException {
    sent.accept(line);
    socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
  }

  /** Where what comes after the lines is written. */
  public OutputStream output() throws IOException {
    return socket.getOutputStream();
  }

  /** Ends the talk in lines; the rest of what the peer sends is read from the result, untimed. */
  public InputStream rest() throws IOException {
    untimed = true;
    socket.setSoTimeout(0);
    return in;
  }

  /** What the peer sends, with a limit to the time in which it comes. */
  private final class InTime extends FilterInputStream {
    InTime(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (!untimed) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) throw new SocketTimeoutException();
        socket.setSoTimeout(Math.toIntExact(left));
      }
      return super.read(bytes, offset, length);
    }
  }
}
