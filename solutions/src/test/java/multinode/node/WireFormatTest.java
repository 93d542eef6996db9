package multinode.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.RegisteredName;
import multinode.process.Signal;
import multinode.wire.Allowlist;
import multinode.wire.Buffer;
import multinode.wire.Codec;
import multinode.wire.Frame;
import multinode.wire.Luggage;
import multinode.wire.Wire;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What goes from node to node, as it was when {@link CookieHandshake#VERSION} last changed: every
 * record and enum of a node's own packages that can travel, and the bytes of a few values and
 * frames.
 *
 * <p>It is on file beside this test, in a file for each version. Messages of packages above are not
 * in it: the hash that goes with each class tells those apart.
 */
class WireFormatTest {

  private static final List<String> ROOMS =
      List.of("process", "wire", "global", "node", "genserver");

  /** Files whose records and enums could travel, but are no part of what nodes say. */
  private static final Set<String> NEVER_SENT =
      Set.of(
          "After",
          "Allowlist",
          "CallResult",
          "ConnectResult",
          "Event",
          "GenServer",
          "Heartbeat",
          "Init",
          "Mailbox",
          "Node",
          "NodeStats",
          "Outbox",
          "Peer",
          "Processes",
          "Result",
          "StartResult",
          "Ties");

  /** What a component may be, besides records, enums and what is sealed above them. */
  private static final Set<Class<?>> VALUES =
      Set.of(
          String.class,
          Object.class,
          byte[].class,
          Optional.class,
          List.class,
          Set.class,
          SortedSet.class,
          Map.class,
          SortedMap.class,
          Duration.class,
          Instant.class);

  @Test
  @DisplayName("what goes from node to node is what is on file for this version of the protocol")
  void unchanged() throws IOException {
    String file = "wire-format-%d.txt".formatted(CookieHandshake.VERSION);
    List<String> now = Stream.concat(types(), bytes()).toList();
    List<String> then;
    try (InputStream stream = getClass().getResourceAsStream(file)) {
      then = stream == null ? List.of() : new String(stream.readAllBytes(), UTF_8).lines().toList();
    }
    if (now.equals(then)) return;
    Path actual = Files.write(Path.of("target", "wire-format.txt"), now);
    String advice =
        then.isEmpty()
            ? """
            There is no %s yet. Copy %s there, and delete the one of the version before.\
            """
                .formatted(file, actual)
            : """
            Nodes of before would not understand what nodes say now: %s is not true any more. Raise \
            VERSION in CookieHandshake, in solutions and in stage 1. If only a type is new, and no \
            node sends it, name its file in NEVER_SENT instead.\
            """
                .formatted(file);
    assertThat(without(now, then)).as(advice + " New:").isEmpty();
    assertThat(without(then, now)).as(advice + " Gone:").isEmpty();
  }

  private static List<String> without(List<String> all, List<String> some) {
    return all.stream().filter(one -> !some.contains(one)).toList();
  }

  private static Stream<String> types() throws IOException {
    List<Class<?>> found = new ArrayList<>();
    for (String room : ROOMS) {
      try (Stream<Path> files = Files.list(Path.of("src/main/java/multinode", room))) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          if (!name.contains("-") && !NEVER_SENT.contains(name))
            add(found, "multinode." + room + "." + name);
        }
      }
    }
    return found.stream()
        .filter(type -> type.isRecord() || type.isEnum())
        .filter(type -> travels(type, new TreeSet<>()))
        .map(WireFormatTest::described)
        .sorted();
  }

  /** A class, and the classes within it. */
  private static void add(List<Class<?>> found, String name) {
    try {
      Class<?> type = Class.forName(name);
      found.add(type);
      for (Class<?> inner : type.getDeclaredClasses()) add(found, inner.getName());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static String described(Class<?> type) {
    Stream<String> parts =
        type.isEnum()
            ? Arrays.stream(type.getEnumConstants()).map(Object::toString)
            : Arrays.stream(type.getRecordComponents())
                .map(part -> part.getGenericType().getTypeName() + " " + part.getName());
    return type.getName() + parts.collect(Collectors.joining(", ", "(", ")"));
  }

  /** Whether the codec takes such values; those it is asked for already are taken for granted. */
  private static boolean travels(Type type, Set<String> asked) {
    if (type instanceof ParameterizedType generic) {
      return travels(generic.getRawType(), asked)
          && Arrays.stream(generic.getActualTypeArguments()).allMatch(it -> travels(it, asked));
    }
    if (!(type instanceof Class<?> one)) return true;
    if (one.isPrimitive() || VALUES.contains(one) || !asked.add(one.getName())) return true;
    if (one.isEnum()) return true;
    if (one.isSealed()) {
      return Arrays.stream(one.getPermittedSubclasses()).allMatch(it -> travels(it, asked));
    }
    return one.isRecord()
        && Arrays.stream(one.getRecordComponents())
            .map(RecordComponent::getGenericType)
            .allMatch(it -> travels(it, asked));
  }

  private enum Some {
    FIRST,
    SECOND
  }

  private record Pair(Object one, Object other) {}

  private record Held(int number) implements Serializable {}

  private static Stream<String> bytes() {
    Codec codec = new Codec(Allowlist.standard());
    Wire wire = new Wire(codec);
    return Stream.concat(
        values().map(value -> shown(value) + " = " + hex(codec.encode(value))),
        frames()
            .map(frame -> {
              Buffer out = new Buffer(16);
              wire.write(out, frame);
              return frame.brief() + " = " + hex(Arrays.copyOf(out.array(), out.size()));
            }));
  }

  private static String shown(Object value) {
    return switch (value) {
      case byte[] bytes -> "bytes " + Arrays.toString(bytes);
      case Collection<?> many -> "collection " + many;
      case Map<?, ?> map -> "map " + map;
      default -> value.getClass().getSimpleName() + " " + value;
    };
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static final Pid PID = new Pid("a@127.0.0.1", 1, 2);
  private static final Pid OTHER = new Pid("b@127.0.0.1", 3, 4);
  private static final Ref REF = new Ref("a@127.0.0.1", 1, 5);
  private static final RegisteredName NAME = new RegisteredName("name", "b@127.0.0.1");

  private static Stream<Object> values() {
    return Stream.of(
        true,
        false,
        42,
        -1L,
        1.5,
        2.5f,
        'c',
        (byte) 6,
        (short) 7,
        "text",
        new byte[] {8, 9},
        Arrays.asList(1, null),
        Set.of("one"),
        new TreeSet<>(Set.of(1, 2)),
        Map.of("key", "value"),
        new TreeMap<>(Map.of(1, "a", 2, "b")),
        Optional.of("it"),
        PID,
        REF,
        Some.SECOND,
        new Pair("one", new Held(2)),
        new NodeDown(new NodeName("c", "127.0.0.1"), "why"));
  }

  private static Stream<Frame> frames() {
    Stream<Signal> signals =
        Stream.of(
            new Signal.Send(OTHER, "hello"),
            new Signal.Send(NAME, "hello"),
            new Signal.Link(PID, OTHER),
            new Signal.Unlink(PID, OTHER),
            new Signal.ExitSignal(PID, OTHER, ExitReason.because("why"), true),
            new Signal.Monitor(REF, PID, NAME),
            new Signal.Demonitor(REF, OTHER),
            new Signal.Request(REF, PID, OTHER, "how many?"),
            new Signal.Answer(REF, PID, 3, false),
            new Signal.DownSignal(REF, PID, ExitReason.SHUTDOWN));
    Luggage.Packed packed =
        new Luggage.Packed(new byte[] {1}, new Luggage.Baggage(Map.of(), Map.of()));
    return Stream.concat(
        signals.map(Frame.Carry::new),
        Stream.of(
            Frame.Tick.TICK,
            new Frame.Known(List.of(new NodeName("c", "127.0.0.1"))),
            new Frame.Spawn(REF, PID, Optional.of(PID), packed),
            new Frame.Spawned(REF, Optional.of(OTHER), "")));
  }
}
