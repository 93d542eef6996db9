package multinode.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import multinode.node.Node;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.HarnessExtension;
import workbook.harness.Nodes;

/** Types, functions and reads that somebody types into a console. */
@ExtendWith(HarnessExtension.class)
class TypedTypesTest {

  @Test
  @DisplayName("a type with public fields or constants, used on another node, works there")
  void fields(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    nodes.start("b");
    Terminal a = Terminal.open(nodes, "a");
    a.type("class Box implements Serializable { public int n = 7; public static int many = 1; }");
    a.type("enum Color { RED, GREEN }");
    a.type("class Sizes { public static final int LARGE = Integer.parseInt(\"40\"); }");
    a.type("spawn(\"b\", () -> println(\"box \" + new Box().n))").says("box 7");
    a.type("spawn(\"b\", () -> println(\"color \" + Color.GREEN))").says("color GREEN");
    a.type("spawn(\"b\", () -> println(\"size \" + Sizes.LARGE))").says("size 40");
    a.type("Box.many = 3");
    a.type("spawn(\"b\", () -> println(\"many \" + Box.many))").says("many 3");
    assertThat(a.printed()).doesNotContain("NullPointerException", "IllegalAccess");
  }

  @Test
  @DisplayName("processes that are started in a console, and their children, know its words")
  void words(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    Node b = nodes.start("b");
    Terminal a = Terminal.open(nodes, "a");
    a.type("spawn(me -> println(\"one \" + self()))").says("one a@127.0.0.1");
    a.type("spawn(me -> me.spawn(child -> println(\"two \" + self())))").says("two a@127.0.0.1");
    a.type("spawn(\"b\", me -> me.spawn(child -> println(\"three \" + self())))")
        .says("three b@127.0.0.1");
    assertThat(nodes.output(b)).isEmpty();
  }

  @Test
  @DisplayName("what typed code reads from System.in is the next line, and no line is lost")
  void reads(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    Terminal a = Terminal.open(nodes, "a");
    a.type("1 + 1");
    a.begin(
        "var line = new BufferedReader(new InputStreamReader(System.in)).readLine()\n"
            + "hello you\nprintln(\"read \" + line)\n\"six \" + 2 * 3\n");
    a.says("read hello you").says("six 6");
  }

  @Test
  @DisplayName("an object of a typed type cannot be sent, and the error says what can")
  void sent(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    nodes.start("b");
    Terminal a = Terminal.open(nodes, "a");
    a.type("record Rec(int n) {}");
    a.type("send(\"x\", \"b\", new Rec(1))")
        .says("the type Rec was typed into a console")
        .says("spawn a function");
  }

  @Test
  @DisplayName("stats() tells the traffic of each connection")
  void stats(Nodes nodes) throws Exception {
    nodes.takes(Duration.ofSeconds(60));
    nodes.start("b");
    Terminal a = Terminal.open(nodes, "a", "--connect", "b");
    a.type("stats()").says("processes, 0 dropped").says("b@127.0.0.1: ").says("bytes waiting");
  }
}
