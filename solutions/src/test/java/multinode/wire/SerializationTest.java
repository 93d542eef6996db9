package multinode.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SerializationTest {

  private static final ClassLoader LOADER = SerializationTest.class.getClassLoader();

  private final Serialization serialization = new Serialization(Allowlist.standard());

  private static class Holder implements Serializable {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial")
    private final Object held;

    Holder(Object held) {
      this.held = held;
    }
  }

  private Object roundTrip(Object object) {
    return serialization.read(Serialization.write(object), LOADER);
  }

  private void refuses(byte[] bytes, String... said) {
    Throwable thrown = catchThrowable(() -> serialization.read(bytes, LOADER));
    assertThat(thrown).isInstanceOf(CodecException.class);
    for (String part : said) assertThat(thrown).hasMessageContaining(part);
  }

  @Test
  @DisplayName("objects of allowed classes travel, with collections and arrays in them")
  void travels() {
    Map<String, Object> held = new HashMap<>();
    for (int i = 0; i < 1_000; i++) held.put("no. " + i, new ArrayList<>(List.of(i)));
    held.put("list", List.of(1, 2L, 'c'));
    held.put("short list", List.of(1));
    held.put("set", Set.of(1, 2, 3));
    held.put("map", Map.of(1, Map.of(1, 2, 3, 4)));
    held.put("view", Collections.unmodifiableMap(new TreeMap<>(Map.of(1, Arrays.asList(2)))));
    held.put("times", List.of(Instant.EPOCH, Duration.ofDays(1)));
    Holder holder = (Holder) roundTrip(new Holder(held));

    assertThat(holder.held).isEqualTo(held);
    assertThat((int[]) roundTrip(new int[] {1, 2})).containsExactly(1, 2);
  }

  @Test
  @DisplayName("a class outside the allowlist is refused, wherever it hides, and named")
  void outside() {
    refuses(Serialization.write(new BitSet()), "java.util.BitSet", "allowlist");
    refuses(Serialization.write(new Holder(new BitSet())), "java.util.BitSet");
    refuses(Serialization.write(new Holder(new BitSet[0])), "java.util.BitSet");
    refuses(Serialization.write(List.of(new StringBuilder())), "java.lang.StringBuilder");
  }

  @Test
  @DisplayName("what is not serializable cannot be written: the error names it")
  void notSerializable() {
    assertThatThrownBy(() -> Serialization.write(new Holder(new Object())))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("java.lang.Object");
  }

  @Test
  @DisplayName("an array that says it is huge is refused before room is made for it")
  void hugeArray() throws IOException {
    byte[] bytes = Serialization.write(new byte[16]);
    byte[] length = {0, 0, 0, 16};
    int place = indexOf(bytes, length);
    System.arraycopy(new byte[] {0x7F, -1, -1, -9}, 0, bytes, place, 4);
    refuses(bytes);
  }

  @Test
  @DisplayName("a list or map that says it is huge is refused before room is made for it")
  void hugeCollections() {
    for (Object collection : List.of(new ArrayList<>(List.of(1)), new HashMap<>(Map.of(1, 1)))) {
      byte[] bytes = Serialization.write(collection);
      int place = indexOf(bytes, HexFormat.of().parseHex("00000001"));
      for (; place >= 0; place = indexOf(bytes, HexFormat.of().parseHex("00000001"))) {
        System.arraycopy(new byte[] {0x70, 0, 0, 0}, 0, bytes, place, 4);
      }
      refuses(bytes);
    }
  }

  @Test
  @DisplayName("arrays in arrays that all say they are long take no room for it")
  void arraysInArrays() throws Exception {
    Object[] nested = {1};
    for (int i = 0; i < 80; i++) nested = new Object[] {nested};
    byte[] bytes = Arrays.copyOf(Serialization.write(nested), 100_000);
    byte[] length = HexFormat.of().parseHex("00000001");
    for (int i; (i = indexOf(bytes, length)) >= 0; ) bytes[i + 1] = 5;
    refuses(bytes);
    assertThat(Fuzz.memoryFor(() -> refuses(bytes))).isLessThan(20_000_000);
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = bytes.length - part.length; i >= 0; i--) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) return i;
    }
    return -1;
  }

  @Test
  @DisplayName("objects nested too deep are refused, and do not end the thread")
  void depth() {
    Object nested = "inside";
    for (int i = 0; i < 99; i++) nested = new Holder(nested);
    assertThat(roundTrip(nested)).isInstanceOf(Holder.class);
    for (int i = 0; i < 400; i++) nested = new Holder(nested);
    refuses(Serialization.write(nested));
  }

  @Test
  @DisplayName("an object nested too deep to be written is refused")
  void tooDeepToWrite() {
    Object nested = "inside";
    for (int i = 0; i < 100_000; i++) nested = new Holder(nested);
    Object deepest = nested;

    assertThatThrownBy(() -> Serialization.write(deepest)).isInstanceOf(CodecException.class);
  }

  @Test
  @DisplayName("what is not serialized at all is refused")
  void garbage() throws IOException {
    refuses(new byte[0]);
    refuses("GET / HTTP/1.1\r\n\r\n".getBytes());
    byte[] whole = Serialization.write(new Holder("text"));
    for (int length = 0; length < whole.length; length++) refuses(Arrays.copyOf(whole, length));
    ByteArrayOutputStream unknown = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(unknown)) {
      out.writeObject(new Holder("text"));
    }
    String text = HexFormat.of().formatHex(unknown.toByteArray());
    String holder = HexFormat.of().formatHex("Holder".getBytes());
    refuses(
        HexFormat.of()
            .parseHex(text.replace(holder, HexFormat.of().formatHex("Hoider".getBytes()))),
        "Hoider");
  }
}
