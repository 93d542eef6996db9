package multinode.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import multinode.process.Exit;
import multinode.process.ExitReason;
import multinode.process.NodeName;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.RegisteredName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecValuesTest {

  private final Codec codec = new Codec(Allowlist.standard());

  static Stream<Object> values() {
    Pid pid = new Pid("a@127.0.0.1", -1, Long.MAX_VALUE);
    return Stream.of(
        true,
        false,
        0,
        -1,
        63,
        64,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        0L,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        0.0,
        -0.0,
        Double.NaN,
        Double.MIN_VALUE,
        Double.NEGATIVE_INFINITY,
        1.5f,
        Float.NaN,
        'a',
        '\0',
        '\uFFFF',
        (byte) -128,
        (short) -32768,
        "",
        "plain",
        "umlauts ä, кириллица, 漢字, \uD83D\uDC7E, \0",
        "long ".repeat(10_000),
        pid,
        new Ref("b@127.0.0.1", 1, 2),
        new RegisteredName("name", "a@127.0.0.1"),
        new NodeName("a", "127.0.0.1"),
        new Exit(pid, ExitReason.NORMAL),
        ExitReason.crash(new IllegalStateException("why")),
        Optional.empty(),
        Optional.of(Optional.of(1)),
        List.of(),
        List.of(1, "two", List.of(3L)),
        Arrays.asList(1, null, 3),
        Set.of(),
        Set.of("one"),
        Map.of(),
        Map.of("one", 1),
        Duration.ofMillis(1),
        Instant.EPOCH,
        LocalDate.of(2026, 11, 21),
        ZonedDateTime.parse("2026-11-21T04:00:00+01:00[Europe/Berlin]"),
        new BigInteger("123456789012345678901234567890"),
        new BigDecimal("0.10"));
  }

  @ParameterizedTest
  @MethodSource("values")
  @DisplayName("what goes in comes out")
  void roundTrip(Object value) {
    Object read = Bytes.roundTrip(codec, value);

    assertThat(read).isEqualTo(value);
    if (!(value instanceof List || value instanceof Set || value instanceof Map)) {
      assertThat(read).hasSameClassAs(value);
    }
  }

  @Test
  @DisplayName("nothing is something, too")
  void nothing() {
    assertThat(Bytes.roundTrip(codec, null)).isNull();
  }

  @Test
  @DisplayName("bytes come out as they went in")
  void bytes() {
    byte[] bytes = {0, 1, -1, 127, -128};

    assertThat((byte[]) Bytes.roundTrip(codec, bytes)).isEqualTo(bytes);
    assertThat((byte[]) Bytes.roundTrip(codec, new byte[0])).isEmpty();
  }

  @Test
  @DisplayName("every number of every length comes out as it went in")
  void numbers() {
    for (int bits = 0; bits < 64; bits++) {
      for (long near = -2; near <= 2; near++) {
        long number = (1L << bits) + near;
        assertThat(Bytes.roundTrip(codec, number)).isEqualTo(number);
        assertThat(Bytes.roundTrip(codec, (int) number)).isEqualTo((int) number);
      }
    }
  }

  @Test
  @DisplayName("collections come out in the order in which they went in")
  void order() {
    List<Integer> backwards = new ArrayList<>(IntStream.range(0, 100).boxed().toList().reversed());
    Map<Integer, String> map = new LinkedHashMap<>();
    backwards.forEach(number -> map.put(number, "no. " + number));

    assertThat((List<?>) Bytes.roundTrip(codec, backwards)).isEqualTo(backwards);
    assertThat((Set<?>) Bytes.roundTrip(codec, new LinkedHashSet<>(backwards)))
        .hasToString(backwards.toString());
    assertThat(((Map<?, ?>) Bytes.roundTrip(codec, map)).keySet())
        .hasToString(backwards.toString());
  }

  @Test
  @DisplayName("a sorted collection comes out in its order")
  void sorted() {
    assertThat((Set<?>) Bytes.roundTrip(codec, new TreeSet<>(List.of("c", "a", "b"))))
        .hasToString("[a, b, c]");
    assertThat((Map<?, ?>) Bytes.roundTrip(codec, new TreeMap<>(Map.of("b", 2, "a", 1))))
        .hasToString("{a=1, b=2}");
  }

  @Test
  @DisplayName("collections come out unmodifiable")
  void unmodifiable() {
    assertThat((List<?>) Bytes.roundTrip(codec, new ArrayList<>(List.of(1)))).isUnmodifiable();
    assertThat((Set<?>) Bytes.roundTrip(codec, new TreeSet<>(List.of(1)))).isUnmodifiable();
    assertThat((Map<?, ?>) Bytes.roundTrip(codec, new TreeMap<>(Map.of(1, 1)))).isUnmodifiable();
  }
}
