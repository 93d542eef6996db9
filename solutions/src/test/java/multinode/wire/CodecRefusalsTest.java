package multinode.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CodecRefusalsTest {

  private static final int LIST = 12;
  private static final int ENUM = 18;
  private static final int RECORD = 19;

  private final Codec codec = new Codec(Allowlist.standard());

  record Known(int number) {}

  enum Few {
    ONE
  }

  private void refusesToWrite(Object value, String... said) {
    Throwable thrown = catchThrowable(() -> Bytes.of(codec, value));
    assertThat(thrown).isInstanceOf(CodecException.class);
    for (String part : said) assertThat(thrown).hasMessageContaining(part);
  }

  private void refusesToRead(byte[] bytes, String... said) {
    Throwable thrown = catchThrowable(() -> Bytes.read(codec, bytes));
    assertThat(thrown).isInstanceOf(CodecException.class);
    for (String part : said) assertThat(thrown).hasMessageContaining(part);
  }

  private static byte[] named(int kind, String name) {
    return Bytes.written(out -> {
      out.put(kind);
      out.putText(name);
      out.putNumber(0);
    });
  }

  @Test
  @DisplayName("what is outside the allowlist is not sent: the error names it and what to do")
  void outside() {
    refusesToWrite(new BitSet(), "java.util.BitSet", "allowlist", "both nodes");
    refusesToWrite(List.of(new BitSet()), "java.util.BitSet");
    refusesToWrite(new int[] {1}, "[I");
  }

  @Test
  @DisplayName("what is outside the allowlist of the reader is not read, nor looked for")
  void outsideForTheReader() {
    Codec open = new Codec(Allowlist.standard().and("java.util.BitSet"));
    refusesToRead(Bytes.of(open, BitSet.valueOf(new byte[] {1})), "java.util.BitSet");
    refusesToRead(named(RECORD, "com.example.Missing"), "com.example.Missing", "allowlist");
    refusesToRead(named(ENUM, "java.lang.Thread$State"), "java.lang.Thread$State", "allowlist");
  }

  @Test
  @DisplayName("an allowlist can name a class or a package, and both sides keep to it")
  void allowed() {
    for (String entry : List.of("java.util.BitSet", "java.util.")) {
      Codec open = new Codec(Allowlist.standard().and(entry));
      BitSet bits = BitSet.valueOf(new byte[] {1, 2, 3});
      assertThat(Bytes.roundTrip(open, bits)).isEqualTo(bits);
    }
    refusesToWrite(new BitSet(), "java.util.BitSet");
  }

  @Test
  @DisplayName("what cannot be sent at all says how to make it so")
  void notSerializable() {
    refusesToWrite(new Object(), "java.lang.Object", "record");
    refusesToWrite(new Thread(() -> {}), "java.lang.Thread");
  }

  @Test
  @DisplayName("a record or enum that this node does not have is named")
  void unknown() {
    refusesToRead(named(RECORD, "multinode.Missing"), "multinode.Missing");
    refusesToRead(named(ENUM, "multinode.Missing"), "multinode.Missing");
  }

  @Test
  @DisplayName("names of classes that are none are refused like any other")
  void strangeNames() {
    for (String name :
        List.of(
            "multinode.",
            "multinode./",
            "multinode.\0",
            "multinode.a b",
            "multinode.[I",
            "[Lmultinode.process.NodeName;",
            "",
            "multinode.ä\uFFFF",
            "x".repeat(5000))) {
      refusesToRead(named(RECORD, name));
    }
  }

  @Test
  @DisplayName("a class that is neither record nor enum is refused, and so is one for the other")
  void neither() {
    refusesToRead(named(RECORD, Codec.class.getName()), Codec.class.getName());
    refusesToRead(named(RECORD, Few.class.getName()), Few.class.getName());
    refusesToRead(named(ENUM, Known.class.getName()), Known.class.getName());
  }

  @Test
  @DisplayName("lists in lists that all say they are long take no room for it")
  void listsInLists() throws Exception {
    byte[] bytes =
        Bytes.written(out -> {
          for (int i = 0; i < Input.DEEPEST; i++) {
            out.put(LIST);
            out.putNumber(100_000);
          }
          out.put(new byte[101_000]);
        });
    refusesToRead(Arrays.copyOf(bytes, 50_000));
    long taken = Fuzz.memoryFor(() -> refusesToRead(Arrays.copyOf(bytes, 101_000)));
    assertThat(taken).isLessThan(20_000_000);
  }

  @Test
  @DisplayName("a constant that an enum does not have is refused")
  void constants() {
    for (long place : new long[] {-1, 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      refusesToRead(
          Bytes.written(out -> {
            out.put(ENUM);
            out.putText(Few.class.getName());
            out.putNumber(place);
          }));
    }
  }

  @Test
  @DisplayName("a count larger than what follows is refused before room is made for it")
  void counts() {
    for (int kind = 10; kind <= 14; kind++) {
      for (long count : new long[] {2, 1L << 31, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
        int k = kind;
        refusesToRead(
            Bytes.written(out -> {
              out.put(k);
              out.putNumber(count);
              out.put(0);
            }));
      }
    }
  }

  @Test
  @DisplayName("a value that was cut short is refused, wherever it was cut")
  void cutShort() {
    byte[] whole =
        Bytes.of(codec, List.of(1, 2L, "text", Map.of('c', 1.5), Set.of(new Known(1)), Few.ONE));
    for (int length = 0; length < whole.length; length++) {
      refusesToRead(Arrays.copyOf(whole, length));
    }
  }

  @Test
  @DisplayName("a number that does not end is refused")
  void endlessNumber() {
    byte[] bytes = new byte[20];
    Arrays.fill(bytes, (byte) -1);
    bytes[0] = 4;
    refusesToRead(bytes, "number");
  }

  @Test
  @DisplayName("an unknown kind of value is refused")
  void unknownKind() {
    for (int kind = 21; kind < 256; kind++) refusesToRead(new byte[] {(byte) kind});
  }

  @Test
  @DisplayName("things nested too deep are refused by the sender, and by the reader")
  void depth() {
    Object deepest = nested(200);
    assertThat(Bytes.roundTrip(codec, deepest)).isEqualTo(deepest);
    refusesToWrite(nested(201), "200");
    refusesToWrite(nested(100_000), "200");

    byte[] tooDeep = new byte[2 * 201 + 1];
    for (int i = 0; i < 201; i++) {
      tooDeep[2 * i] = LIST;
      tooDeep[2 * i + 1] = 2; // one thing, as numbers are written
    }
    refusesToRead(tooDeep, "200");
  }

  private static Object nested(int depth) {
    Object value = "inside";
    for (int i = 0; i < depth; i++) value = i % 2 == 0 ? List.of(value) : Optional.of(value);
    return value;
  }

  @Test
  @DisplayName("a list that holds itself is refused")
  void cycle() {
    List<Object> cycle = new ArrayList<>();
    cycle.add(cycle);
    refusesToWrite(cycle);
  }

  @Test
  @DisplayName("after a refusal the codec goes on as before")
  void goesOn() {
    refusesToWrite(nested(300));
    refusesToWrite(List.of(List.of(new BitSet())));
    Object deepest = nested(200);

    assertThat(Bytes.roundTrip(codec, deepest)).isEqualTo(deepest);
  }

  @Test
  @DisplayName("a record or enum of another version is refused, and not read by position")
  void otherVersion() {
    refusesToRead(named(RECORD, Few.class.getName() + ":1234"), "another version");
    refusesToRead(named(ENUM, Known.class.getName() + ":1234"), "another version");
  }
}
