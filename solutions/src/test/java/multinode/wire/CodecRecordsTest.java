package multinode.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CodecRecordsTest {

  private final Codec codec = new Codec(Allowlist.standard());

  record Empty() {}

  private record Secret(int number) {}

  record Tree<T>(T value, List<Tree<T>> children) {}

  record Everything(
      boolean bool,
      byte small,
      short middle,
      char letter,
      int whole,
      long big,
      float real,
      double exact,
      String text,
      Colour colour,
      Optional<Secret> secret,
      Map<String, List<Secret>> secrets) {}

  record Even(int number) {
    Even {
      if (number % 2 != 0) throw new IllegalArgumentException(number + " is odd");
    }
  }

  record Own(ArrayList<String> list) {}

  record Lazy(int number) {
    @Override
    public int number() {
      throw new IllegalStateException("not today");
    }
  }

  private enum Colour {
    RED,
    GREEN {
      @Override
      boolean restful() {
        return true;
      }
    };

    boolean restful() {
      return false;
    }
  }

  sealed interface Shape3d {
    record Cube(double side) implements Shape3d {}

    record Ball(double radius) implements Shape3d {}
  }

  @Test
  @DisplayName("records travel: empty, private, nested, generic, of every type of component")
  void records() {
    record Local(Secret secret) {}
    Tree<String> leaf = new Tree<>("leaf", List.of());
    for (Object value :
        List.of(
            new Empty(),
            new Secret(1),
            new Local(new Secret(2)),
            new Tree<>("root", List.of(leaf, new Tree<>("branch", List.of(leaf)))),
            new Shape3d.Cube(1.5),
            new Shape3d.Ball(2.5),
            new Everything(
                true,
                (byte) 1,
                (short) 2,
                '3',
                4,
                5,
                6,
                7,
                "8",
                Colour.GREEN,
                Optional.of(new Secret(9)),
                Map.of("ten", List.of(new Secret(10)))))) {
      assertThat(Bytes.roundTrip(codec, value)).isEqualTo(value).hasSameClassAs(value);
    }
  }

  @Test
  @DisplayName("a component may be nothing, unless it is a number")
  void nothingInside() {
    assertThat(Bytes.roundTrip(codec, new Tree<>(null, null))).isEqualTo(new Tree<>(null, null));
  }

  @Test
  @DisplayName("enums travel, those with a body as well, and stay the same objects")
  void enums() {
    for (Colour colour : Colour.values()) {
      assertThat(Bytes.roundTrip(codec, colour)).isSameAs(colour);
    }
  }

  @Test
  @DisplayName("many records of two kinds, one after the other, are not mixed up")
  void takingTurns() {
    List<Object> turns = new ArrayList<>();
    for (int i = 0; i < 100; i++) turns.add(i % 2 == 0 ? new Secret(i) : new Even(2 * i));

    assertThat(Bytes.roundTrip(codec, turns)).isEqualTo(turns);
  }

  @Test
  @DisplayName("a record that refuses its components is refused, and named")
  void refuses() {
    byte[] bytes = Bytes.of(codec, new Even(2));
    bytes[bytes.length - 1] = 2; // 1, as numbers are written

    assertThatThrownBy(() -> Bytes.read(codec, bytes))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(Even.class.getName())
        .hasRootCauseMessage("1 is odd");
  }

  @Test
  @DisplayName("a component of a wrong type is refused, and the record named")
  void wrongComponent() {
    byte[] name = Secret.class.getName().getBytes();
    for (Object wrong : List.of("text", 1.5, List.of(), new Empty())) {
      byte[] bytes =
          Bytes.written(out -> {
            out.put(Bytes.of(codec, new Secret(1))[0]);
            out.putNumber(name.length);
            out.put(name);
            codec.write(out, wrong);
          });
      assertThatThrownBy(() -> Bytes.read(codec, bytes))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining(Secret.class.getName());
    }
  }

  @Test
  @DisplayName("a component that wants one sort of list is refused by whoever reads it")
  void ownSortOfList() {
    byte[] bytes = Bytes.of(codec, new Own(new ArrayList<>(List.of("a"))));

    assertThatThrownBy(() -> Bytes.read(codec, bytes))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(Own.class.getName());
  }

  @Test
  @DisplayName("a record that does not show its components cannot be sent, and is named")
  void accessorThrows() {
    assertThatThrownBy(() -> Bytes.of(codec, new Lazy(1)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(Lazy.class.getName());
  }
}
