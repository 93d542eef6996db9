package multinode.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static multinode.node.ConnectResult.Status.UNREACHABLE;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.RegisteredName;
import multinode.process.Signal;
import multinode.wire.Buffer;
import multinode.wire.CodecException;
import multinode.wire.Frames;
import multinode.wire.Lines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;

@Exercise(
    id = "1.4",
    title = "A message to another node",
    points = 16,
    minutes = 30,
    files = {"multinode/wire/Frames.java", "multinode/node/Router.java"})
class E14_MessagesTest {

  private static final int LIMIT = 1 << 10;
  private static final Consumer<Buffer> ABC = buffer -> buffer.put("abc".getBytes(UTF_8));

  // Frames

  @Test
  @DisplayName("a frame is its length in four bytes, and then its content")
  void form() {
    Buffer out = new Buffer(16);
    Claim claim = Claim.of("the length comes first").step("append");
    claim.succeeds(() -> append(out, ABC, LIMIT));
    claim
        .did("appended a frame with the three bytes 61 62 63")
        .usually(
            out.size() > 7
                ? "more was put than was written: the array of a Buffer is longer than its size"
                : "the length counts what follows it, not itself; the highest byte comes first")
        .isEqual("00 00 00 03 61 62 63", hex(written(out)));
    List<Buffer> asked = new ArrayList<>();
    claim.succeeds(() -> append(new Buffer(16), asked::add, LIMIT));
    claim
        .did("appended a frame whose content counts how often it is asked to write")
        .usually("the content was asked twice, once to measure it: setInt puts the length in later")
        .isEqual(1, asked.size());
  }

  @Test
  @DisplayName("frames are read one by one, as they were written, empty ones too")
  void roundTrip() throws IOException {
    List<byte[]> frames = List.of(new byte[] {1, 2, 3}, new byte[0], new byte[300]);
    Buffer out = new Buffer(16);
    for (byte[] frame : frames) append(out, buffer -> buffer.put(frame), LIMIT);
    DataInputStream in = stream(written(out));
    for (byte[] frame : frames) {
      Claim claim =
          Claim.of("what is read is what was appended")
              .step("append and read")
              .did("appended frames of 3, 0 and 300 bytes, and read the one of " + frame.length)
              .usually(
                  frame.length == 0
                      ? "a frame of length 0 is a frame: refuse only a length below zero, and count"
                          + " the bytes of this frame only"
                      : "read took more or fewer bytes than the frame has, from this stream");
      claim.isEqual(hex(frame), hex(claim.succeeds(() -> Frames.read(in, LIMIT))));
    }
  }

  @Test
  @DisplayName("a length is four bytes, each of them from 0 to 255")
  void largeFrames() throws IOException {
    for (int length : new int[] {200, 40_000, 70_000}) {
      Buffer out = new Buffer(16);
      append(out, buffer -> buffer.put(new byte[length]), 1 << 20);
      Claim claim =
          Claim.of("what is read is as long as what was appended")
              .step("append and read")
              .did("appended a frame of %,d bytes, and read it".formatted(length))
              .usually("a byte or a short of the length was taken for a number with a sign");
      byte[] frame = claim.succeeds(() -> Frames.read(stream(written(out)), 1 << 20));
      claim.isEqual(length, frame.length);
    }
  }

  @Test
  @DisplayName("a frame that arrives byte by byte is read whole")
  void trickle() throws IOException {
    InputStream slow =
        new FilterInputStream(stream(HexFormat.of().parseHex("00000003616263"))) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return super.read(bytes, offset, Math.min(1, length));
          }
        };
    Claim claim =
        Claim.of("read waits for the whole frame")
            .step("read")
            .did("read the frame 61 62 63 from a stream that gave one byte at a time")
            .usually("read(bytes) returns what is there; readFully waits for all");
    byte[] frame = claim.succeeds(() -> Frames.read(new DataInputStream(slow), LIMIT));
    claim.isEqual("61 62 63", hex(frame));
  }

  @Test
  @DisplayName("the end of the stream is an EOFException, in the middle of a frame too")
  void end() {
    for (String bytes : List.of("", "0000", "00000005", "000000056162")) {
      byte[] sent = HexFormat.of().parseHex(bytes);
      String came = reading(stream(sent));
      Claim.of("the end of the stream is EOFException")
          .step("read")
          .did("read a frame from a stream that ends after \"" + bytes + "\"")
          .usually(
              came.equals("null")
                  ? "the EOFException was caught, and null was returned: let it pass"
                  : came.contains("xception") || came.equals("refused")
                      ? "the EOFException was caught, and another exception was thrown instead"
                      : sent.length < 4
                          ? "the EOFException of readInt was caught: let it pass"
                          : "readNBytes and read give less at the end of a stream, and say nothing")
          .throwsA(EOFException.class, () -> Frames.read(stream(sent), LIMIT));
    }
  }

  @Test
  @DisplayName("a frame as large as the limit passes; one byte more is refused on both sides")
  void limit() throws IOException {
    Buffer out = new Buffer(16);
    Claim claim =
        Claim.of("the limit is the largest frame that passes")
            .usually(
                "compare the content's length with >, without the four bytes before it: a frame of"
                    + " exactly the limit passes");
    claim
        .step("append")
        .did("appended a frame of %d bytes, the limit".formatted(LIMIT))
        .succeeds(() -> append(out, buffer -> buffer.put(new byte[LIMIT]), LIMIT));
    byte[] frame =
        claim
            .step("read")
            .did("read a frame of %d bytes, the limit".formatted(LIMIT))
            .succeeds(() -> Frames.read(stream(written(out)), LIMIT));
    claim.step("read").isEqual(LIMIT, frame.length);
    claim
        .step("append")
        .did("appended a frame of twice the limit")
        .usually(
            grows(2 * LIMIT)
                ? "the size was not compared with the limit"
                : "append caught its own exception")
        .throwsA(
            CodecException.class,
            () -> append(out, buffer -> buffer.put(new byte[2 * LIMIT]), LIMIT));
    claim
        .step("append")
        .did("appended a frame of one byte more than the limit")
        .throwsA(
            CodecException.class,
            () -> append(out, buffer -> buffer.put(new byte[LIMIT + 1]), LIMIT));
    claim
        .step("read")
        .did("read a frame of one byte more than the limit")
        .usually(
            reading(LIMIT + 1).contains("xception")
                ? "the exception has another type than ProtocolException"
                : "a frame of one byte more than the limit passed")
        .isEqual("refused", reading(LIMIT + 1));
  }

  /** Whether a frame of so many bytes is in the buffer after append, however it ends. */
  private static boolean grows(int bytes) {
    Buffer out = new Buffer(16);
    try {
      append(out, buffer -> buffer.put(new byte[bytes]), LIMIT);
    } catch (RuntimeException refused) {
      // As it should be.
    }
    return out.size() > 0;
  }

  @Test
  @DisplayName("the limit is one for each frame, and the error names it and the size")
  void limitOfEach() {
    Buffer out = new Buffer(16);
    Claim claim = Claim.of("what was appended before does not count").step("append");
    for (int i = 1; i <= 3; i++) {
      claim
          .did("appended %d frames of %d bytes, the limit, to one buffer".formatted(i, LIMIT))
          .usually("the size of the whole buffer was compared, not that of the frame")
          .succeeds(() -> append(out, buffer -> buffer.put(new byte[LIMIT]), LIMIT));
    }
    Claim told = claim.did("appended a frame of 1500 bytes; the limit is 1024");
    String message =
        String.valueOf(
            told.throwsA(
                    CodecException.class,
                    () -> append(out, buffer -> buffer.put(new byte[1500]), LIMIT))
                .getMessage());
    told.expected("a message with both numbers")
        .usually(
            "\"too large\" alone does not tell whether to shrink the message or to raise the limit")
        .holds(
            () -> digits(message).contains("1500") && digits(message).contains("1024"),
            () -> message);
  }

  /** A text without what groups the digits of a number, in any language. */
  private static String digits(String text) {
    return text.replaceAll("(?<=\\d)[.,'’\\h](?=\\d{3})", "");
  }

  @Test
  @DisplayName("a frame may be appended while another one is being written")
  void nested() {
    Buffer outer = new Buffer(16);
    Buffer inner = new Buffer(16);
    Consumer<Buffer> content =
        buffer -> {
          buffer.put(1);
          append(inner, ABC, LIMIT);
          buffer.put(2);
        };
    Claim claim =
        Claim.of("each frame is written where it belongs")
            .step("append")
            .did("appended a frame to one buffer while the content of another was being written")
            .usually("both were written into one buffer that is static; all connections share it");
    claim.succeeds(() -> append(outer, content, LIMIT));
    claim.isEqual("00 00 00 02 01 02", hex(written(outer)));
    claim.isEqual("00 00 00 03 61 62 63", hex(written(inner)));
  }

  @Test
  @DisplayName("a frame that cannot be appended leaves nothing in the buffer")
  void nothingAppended() {
    Map<String, Consumer<Buffer>> contents = new LinkedHashMap<>();
    Map<String, Class<?>> types = new HashMap<>();
    contents.put("is too large", buffer -> buffer.put(new byte[2 * LIMIT]));
    for (Throwable thrown :
        List.of(
            new CodecException("this content ends in the middle, as it should"),
            new IllegalStateException("so does this"),
            new StackOverflowError("and this, as values do that contain themselves"))) {
      String what = "throws a %s half way".formatted(thrown.getClass().getSimpleName());
      types.put(what, thrown.getClass());
      contents.put(
          what,
          buffer -> {
            buffer.put(1);
            if (thrown instanceof Error error) throw error;
            throw (RuntimeException) thrown;
          });
    }
    contents.forEach((what, content) -> {
      Buffer out = new Buffer(16);
      append(out, ABC, LIMIT);
      Claim claim =
          Claim.of("a frame is appended as a whole or not at all")
              .step("append")
              .did("appended a good frame, one that %s, and a good one".formatted(what));
      Throwable passed =
          claim
              .usually(
                  "append caught an exception that its caller needs: cut the buffer back, and let it"
                      + " pass")
              .throwsA(Throwable.class, () -> append(out, content, LIMIT));
      claim
          .usually("the exception of the content was caught, and another one was thrown instead")
          .isEqual(types.getOrDefault(what, CodecException.class), passed.getClass());
      append(out, ABC, LIMIT);
      claim
          .usually(
              out.size() == 14
                  ? "the length was written at another place than this frame's beginning, start"
                  : "half a frame is left in the buffer; the other side takes it for the next one's"
                      + " length, and the connection is lost")
          .isEqual("00 00 00 03 61 62 63 00 00 00 03 61 62 63", hex(written(out)));
    });
  }

  @Test
  @DisplayName("a frame that is refused takes no memory")
  void memory() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int announced = 64 << 20;
    reading(announced);
    long before = threads.getCurrentThreadAllocatedBytes();
    String outcome = reading(announced);
    long taken = threads.getCurrentThreadAllocatedBytes() - before;
    Claim claim =
        Claim.of("a length of 64 MB does not make this node allocate 64 MB")
            .step("read")
            .did("read a frame that says it has 64 MiB; the limit is 1 KiB")
            .usually("the array was made before the length was compared with the limit");
    claim.isEqual("refused", outcome);
    claim.expected("less than 1 MiB").holds(() -> taken < 1 << 20, () -> taken + " bytes");
  }

  @Test
  @DisplayName("a length below zero is refused")
  void negative() {
    for (int length : new int[] {-1, Integer.MIN_VALUE}) {
      Claim.of("no frame has a negative length")
          .step("read")
          .did("read a frame that says it has %d bytes".formatted(length))
          .usually("compared with the limit only; a length that begins with ff is negative in Java")
          .isEqual("refused", reading(length));
    }
  }

  private static String reading(int length) {
    return reading(stream(announcing(length)));
  }

  private static String reading(DataInputStream stream) {
    try {
      byte[] frame = Frames.read(stream, LIMIT);
      return frame == null ? "null" : frame.length + " bytes";
    } catch (ProtocolException refused) {
      return "refused";
    } catch (IOException | OutOfMemoryError | NegativeArraySizeException e) {
      return e.toString();
    }
  }

  /** The beginning of a stream: a frame's length, and a few bytes of it. */
  private static byte[] announcing(int length) {
    Buffer buffer = new Buffer(16);
    buffer.putInt(length);
    buffer.put(new byte[8]);
    return written(buffer);
  }

  private static boolean append(Buffer out, Consumer<Buffer> content, int limit) {
    Frames.append(out, content, limit);
    return true;
  }

  private static byte[] written(Buffer buffer) {
    return Arrays.copyOf(buffer.array(), buffer.size());
  }

  private static DataInputStream stream(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  // Router

  @Test
  @DisplayName("a message to a name on another node connects the nodes and arrives")
  void named(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Node b = nodes.start("b", OpenDoor::pair);
    mailbox(b, "letters");
    a.send("letters", b.self(), "hello");
    Claim claim =
        Claim.of("{letters, b@127.0.0.1} gets the message")
            .step("forward")
            .did("a sent \"hello\" to {letters, b@127.0.0.1} without connecting first");
    claim
        .usually(
            "without a connection there is nothing to send on: make one, wait for it, look it up"
                + " again, and send")
        .becomesEqual(List.of("hello"), () -> nodes.output(b));
    claim.isEqual(List.of(b.self()), a.nodes());
  }

  @Test
  @DisplayName("two thousand messages arrive in the order in which they were sent")
  void order(Nodes nodes) throws Exception {
    int many = 2_000;
    Node a = nodes.start("a", OpenDoor::pair);
    Node b = nodes.start("b", OpenDoor::pair);
    List<Object> arrived = new CopyOnWriteArrayList<>();
    Object[] numbers = new Object[many];
    Pid receiver =
        b.spawn(context -> {
          for (int i = 0; i < many; i++) numbers[i] = context.receive();
          arrived.addAll(List.of(numbers));
        });
    Numbered.WRITERS.clear();
    for (int i = 0; i < many; i++) a.processes().send(receiver, new Numbered(i));
    Claim claim =
        Claim.of("no message overtakes another, and none is lost")
            .step("forward")
            .did("a sent the numbers from 0 to 1999 to one process of b")
            .usually("a thread for each message: then the scheduler decides who comes first");
    claim.expected("all of them").becomes(() -> !arrived.isEmpty(), () -> count(numbers) + " came");
    claim.isEqual("in order", firstOutOfOrder(arrived));
    claim
        .expected("the thread that sends puts all of them into the buffer itself")
        .holds(
            () -> Numbered.WRITERS.equals(Set.of(Thread.currentThread())),
            () -> Numbered.WRITERS.size() + " threads wrote them");
  }

  /** A message that notes who writes it; a record is written by asking it for its components. */
  record Numbered(int number) {

    private static final Set<Thread> WRITERS = ConcurrentHashMap.newKeySet();

    @Override
    public int number() {
      WRITERS.add(Thread.currentThread());
      return number;
    }
  }

  private static long count(Object[] numbers) {
    return Arrays.stream(numbers).filter(number -> number != null).count();
  }

  private static String firstOutOfOrder(List<Object> numbers) {
    for (int i = 0; i < numbers.size(); i++) {
      if (!numbers.get(i).equals(new Numbered(i)))
        return "at place %d came %s".formatted(i, numbers.get(i));
    }
    return "in order";
  }

  @Test
  @DisplayName("a message to a node out of reach is lost, and its sender continues")
  void outOfReach(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Claim claim =
        Claim.of("a message that cannot be delivered is no error")
            .step("forward")
            .did("a sent a message to a node that does not run");
    AtomicInteger attempts = new AtomicInteger();
    Connections connections = mock(Connections.class);
    when(connections.find(any())).thenReturn(Optional.empty());
    when(connections.connect(any()))
        .thenAnswer(call -> {
          if (attempts.incrementAndGet() == 3) throw new IllegalStateException("a third attempt");
          return new ConnectResult(UNREACHABLE, "nobody is there");
        });
    Signal signal = to("b@127.0.0.1");
    forwardQuietly(connections, signal);
    claim
        .usually(
            attempts.getAndSet(0) > 1
                ? "forward connects until it works: one attempt, and then the message is lost"
                : "a node that cannot be reached is no exception: forward answers false")
        .succeeds(() -> new Router(connections).forward("b@127.0.0.1", signal));
    claim
        .usually("a node that cannot be reached is no exception: forward answers false")
        .succeeds(() -> {
          a.send("letters", nodes.name("nobody"), "hello");
          return true;
        });
  }

  private static void forwardQuietly(Connections connections, Signal signal) {
    try {
      new Router(connections).forward("b@127.0.0.1", signal);
    } catch (RuntimeException thrown) {
      // It is thrown once more where that is told.
    }
  }

  @Test
  @DisplayName("forward says when a node is out of reach, so that monitors can tell")
  void outOfReachIsFalse(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    a.send("letters", nodes.name("nobody"), "hello");
    List<ExitReason> reasons = new CopyOnWriteArrayList<>();
    a.spawn(context -> {
      context.monitor(new RegisteredName("letters", "nobody@127.0.0.1"));
      reasons.add(context.receive(Down.class).reason());
    });
    Claim.of("a monitor on a node out of reach fires immediately")
        .step("forward")
        .did("a process of a monitored {letters, nobody@127.0.0.1}, which does not run")
        .usually("forward answered true although nothing was sent")
        .becomesEqual(List.of(ExitReason.NOCONNECTION), () -> reasons);
  }

  @Test
  @DisplayName("forward says what the connection says")
  void refusedByTheConnection() {
    Connections connections = mock(Connections.class);
    Connection full = mock(Connection.class);
    when(connections.find("b@127.0.0.1")).thenReturn(Optional.of(full));
    Signal signal = to("b@127.0.0.1");
    Claim claim =
        Claim.of("a message that the connection did not take was not sent")
            .step("forward")
            .did("forwarded a message on a connection whose send returns false, as a closed one's")
            .usually(
                "true was returned because there is a connection; send knows whether it took it");
    claim.isEqual(
        false, claim.succeeds(() -> new Router(connections).forward("b@127.0.0.1", signal)));
    claim
        .did("forwarded a message on a connection whose send returns false, as a closed one's")
        .expected("one send")
        .usually("it was sent once more: a message that is lost is lost")
        .isEqual(1, mockingDetails(full).getInvocations().size());
    when(full.send(any())).thenReturn(true);
    Signal unlink = new Signal.Unlink(new Pid("a@127.0.0.1", 1, 1), new Pid("b@127.0.0.1", 1, 1));
    claim
        .did("forwarded a signal that is worth no connection, on one that is there")
        .usually("connects() is about making a connection; one that is there carries everything")
        .isEqual(
            true, claim.succeeds(() -> new Router(connections).forward("b@127.0.0.1", unlink)));
  }

  @Test
  @DisplayName("the connection that find returns now is the one")
  void thatOfNow() {
    Connections connections = mock(Connections.class);
    Connection made = mock(Connection.class);
    Connection next = mock(Connection.class);
    Connection last = mock(Connection.class);
    when(made.send(any())).thenReturn(true);
    when(next.send(any())).thenReturn(true);
    when(last.send(any())).thenReturn(true);
    when(connections.connect(any()))
        .thenReturn(new ConnectResult(ConnectResult.Status.SIMULTANEOUS, "b has called a"));
    when(connections.find("b@127.0.0.1"))
        .thenReturn(Optional.empty())
        .thenReturn(Optional.of(made))
        .thenReturn(Optional.of(next))
        .thenReturn(Optional.of(last))
        .thenReturn(Optional.of(made));
    Router router = new Router(connections);
    Signal signal = to("b@127.0.0.1");
    Claim claim = Claim.of("find returns the current connection").step("forward");
    claim
        .did("a message was forwarded; a's call was refused, because b had called a just then")
        .usually("the result of connect was believed; look with find whether there is a connection")
        .isEqual(true, claim.succeeds(() -> router.forward("b@127.0.0.1", signal)));
    for (int i = 0; i < 3; i++) claim.succeeds(() -> router.forward("b@127.0.0.1", signal));
    claim
        .did("forwarded four messages; b had another connection after each of them but the last")
        .expected("two sends on the first connection, and one on each other")
        .usually("the first connection was kept; it may be closed by now")
        .isEqual(
            List.of(2, 1, 1),
            Stream.of(made, next, last)
                .map(one -> mockingDetails(one).getInvocations().size())
                .toList());
  }

  @Test
  @DisplayName("a connection that takes long to make delays no message to another node")
  void slowConnect(Nodes nodes) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch connecting = new CountDownLatch(1);
    nodes.closeLater(over::countDown);
    Connections connections = mock(Connections.class);
    Connection other = mock(Connection.class);
    when(other.send(any())).thenReturn(true);
    when(connections.find("b@127.0.0.1")).thenReturn(Optional.empty());
    when(connections.find("c@127.0.0.1")).thenReturn(Optional.of(other));
    when(connections.connect(any()))
        .thenAnswer(call -> {
          connecting.countDown();
          over.await();
          return new ConnectResult(UNREACHABLE, "b is silent");
        });
    Router router = new Router(connections);
    Thread.startVirtualThread(() -> router.forward("b@127.0.0.1", to("b@127.0.0.1")));
    Await.until("a message waits for a connection to b", () -> connecting.getCount() == 0);
    CompletableFuture<Boolean> sent =
        CompletableFuture.supplyAsync(
            () -> router.forward("c@127.0.0.1", to("c@127.0.0.1")),
            task -> Thread.ofVirtual().start(task));
    Claim claim =
        Claim.of("a node that does not answer delays only the messages to it")
            .step("forward")
            .did("one process sent to b, which does not answer, and another one to c")
            .expected("the message to c is sent")
            .usually("forward holds a lock while it connects: it needs none, it changes nothing");
    claim.becomes(sent::isDone, () -> "it waits for the connection to b");
    claim.isEqual(true, claim.succeeds(sent::join));
  }

  private static Signal to(String node) {
    return new Signal.Send(new Pid(node, 1, 1), "hello");
  }

  @Test
  @DisplayName("forward looks up the connection each time")
  void looksAgain(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    a.send("letters", nodes.name("b"), "lost");
    Node b = nodes.start("b", OpenDoor::pair);
    mailbox(b, "letters");
    a.send("letters", b.self(), "one");
    Claim claim = Claim.of("connections may change between two messages").step("forward");
    claim
        .did("a sent a message to b before b was started, and one after")
        .usually("b was remembered as a node that cannot be reached")
        .becomesEqual(List.of("one"), () -> nodes.output(b));
    a.disconnect(b.self());
    Await.untilEqual("a has no peers", List.of(), a::nodes);
    a.send("letters", b.self(), "two");
    claim
        .did("a sent a message to b, disconnected from it, and sent one more")
        .usually("the connection was kept in a field; it is closed, and a new one was not made")
        .becomesEqual(List.of("one", "two"), () -> nodes.output(b));
  }

  @Test
  @DisplayName("a signal that is not worth a connection makes none")
  void notWorthIt(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Node b = nodes.start("b", OpenDoor::pair);
    a.processes().signal(new Signal.Unlink(a.user(), b.user()));
    Claim claim = Claim.of("a and b stay apart").step("forward");
    claim
        .did("a process of a unlinked itself from one of b; the two nodes are not connected")
        .usually(
            "connects() says whether a signal is worth a connection; a link went with the old one")
        .isEqual(List.of(), a.nodes());
    a.connect(b.self());
    a.processes().signal(new Signal.ExitSignal(a.user(), b.user(), ExitReason.KILL, false));
    claim
        .did("the two nodes connected, and a process of a killed one of b")
        .usually("connects() is about making a connection; one that is there carries everything")
        .becomesEqual(false, () -> b.processes().isAlive(b.user()));
  }

  @Test
  @DisplayName("a message over the limit is an error for its sender, and for nobody else")
  void tooLarge(Nodes nodes) throws Exception {
    Node a = nodes.start("a", options -> OpenDoor.pair(options).withFrameLimit(LIMIT));
    Node b = nodes.start("b", options -> OpenDoor.pair(options).withFrameLimit(LIMIT));
    mailbox(b, "letters");
    Claim claim =
        Claim.of("a message that is too large fails, and the next one arrives").step("append");
    claim
        .did("a sent 2 KiB to b; the limit is 1 KiB")
        .usually(
            "forward caught the exception, or did not ask find again after connect: nothing was sent")
        .throwsA(CodecException.class, () -> a.send("letters", b.self(), "x".repeat(2 * LIMIT)));
    a.send("letters", b.self(), "hello");
    claim
        .did("a sent \"hello\" after a message that was too large")
        .usually("a part of the first is still in the buffer")
        .becomesEqual(List.of("hello"), () -> nodes.output(b));
  }

  @Test
  @DisplayName("a peer that announces two gigabytes is disconnected, and no other peer")
  void twoGigabytes(Nodes nodes) throws Exception {
    Node a = nodes.start("a", OpenDoor::pair);
    Node b = nodes.start("b", OpenDoor::pair);
    mailbox(b, "letters");
    Claim claim = Claim.of("one peer's wrong frame does not disturb the others").step("read");
    try (Socket socket = new Socket(Nodes.HOST, b.port())) {
      Lines lines = new Lines(socket, Await.deadline());
      lines.write(OpenDoor.introduction(new Peer(nodes.name("evil"), 1, false)));
      lines.read();
      lines.read();
      socket.getOutputStream().write(new byte[] {0x7f, -1, -1, -1});
      socket.setSoTimeout(Math.toIntExact(Await.deadline().toMillis()));
      claim
          .did("a peer of b was let in and announced a frame of 2,147,483,647 bytes")
          .usually("b waits for them all to come")
          .succeeds(() -> socket.getInputStream().read());
    }
    a.send("letters", b.self(), "hello");
    claim.did("then a sent \"hello\" to b").becomesEqual(List.of("hello"), () -> nodes.output(b));
  }

  /** A process that holds a name on its node and prints what comes. */
  private static void mailbox(Node node, String name) {
    Pid pid =
        node.spawn(context -> {
          for (; ; ) context.println(context.receive());
        });
    node.processes().register(name, pid);
  }
}
