package multinode.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import multinode.node.Node;
import multinode.process.Puppet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Nodes;

/**
 * Consoles in processes of their own, typed into through a pipe. What the lessons' transcripts
 * prove is not proved here again.
 */
class ConsoleTest {

  private final Nodes nodes = new Nodes();

  @Test
  @DisplayName("what was typed before travels along: records, methods, variables, what they use")
  void travels() throws Exception {
    try (nodes) {
      Node b = nodes.start("b");
      Terminal a = Terminal.open(nodes, "a", "--connect", "b");
      a.type("record Note(String text, int number) implements Serializable {}")
          .says("created record Note");
      a.type("int factor = 6");
      a.type("int times(int number) { return factor * number; }");
      a.type("Note note = new Note(\"the answer is\", 7)");
      a.type(
          "spawn(\"b\", () -> println(self() + \": \" + note.text() + \" \" +"
              + " times(note.number())))");
      a.says("b@127.0.0.1: the answer is 42");
      a.type("factor = 3").type("spawn(\"b\", () -> println(times(7)))").says("21");
      assertThat(nodes.output(b)).isEmpty();
    }
  }

  @Test
  @DisplayName("a variable that cannot travel is named, and the console goes on")
  void cannotTravel() throws Exception {
    try (nodes) {
      nodes.start("b");
      Terminal a = Terminal.open(nodes, "a");
      a.type("Thread stays = Thread.currentThread()");
      a.type("spawn(\"b\", () -> println(stays))")
          .says("the variable stays cannot travel to another node: Thread is not Serializable");
      a.type("nodes()").says("[b@127.0.0.1]");
    }
  }

  @Test
  @DisplayName("errors in what is typed are told, and the console goes on")
  void errors() throws Exception {
    try (nodes) {
      Terminal a = Terminal.open(nodes, "a");
      a.type("int number = \"text\"").says("incompatible types");
      a.type("nonsense(1)").says("cannot find symbol");
      a.type("1 / 0").says("Exception java.lang.ArithmeticException");
      a.type("spawn(\"a@b@c\", () -> {})").says("\"a@b@c\" is not a node name");
      a.type("send(\"nobody\", \"a\", 1)").says("no process is registered as \"nobody\"");
      a.type("throw new Error(\"mine\")").says("mine");
      a.type("self()").says("a@127.0.0.1");
    }
  }

  @Test
  @DisplayName(
      "a refusal is one line; a bug shows where it happened; nine lines of generics are none")
  void shortErrors() throws Exception {
    try (nodes) {
      Terminal a = Terminal.open(nodes, "a");
      assertThat(a.answer("send(\"nobody\", 1)"))
          .containsExactly(
              "|  Exception IllegalArgumentException: no process is registered as \"nobody\" on"
                  + " a@127.0.0.1");
      assertThat(a.answer("1 / 0"))
          .containsExactly(
              "|  Exception java.lang.ArithmeticException: / by zero", "|        at (#2:1)");
      assertThat(a.answer("send(1, 2, 3, 4)"))
          .containsExactly(
              "|  Error:",
              "|  no suitable method found for send(int,int,int,int)",
              "|  send(1, 2, 3, 4)",
              "|  ^--^");
    }
  }

  @Test
  @DisplayName("help() tells the words, and send(name, message) reaches a name of this node")
  void words() throws Exception {
    try (nodes) {
      Terminal a = Terminal.open(nodes, "a");
      a.type("help()").says("global.whereis(\"name\")").says("/exit ends.");
      a.type("register(\"echo\", spawn(ctx -> ctx.println(\"got \" + ctx.receive())))");
      a.type("send(\"echo\", 42)").says("got 42");
    }
  }

  @Test
  @DisplayName(
      "a crash of what was sent is logged where it ran and told where it was typed; both go on")
  void crash() throws Exception {
    try (nodes) {
      Terminal b = Terminal.open(nodes, "b");
      Terminal a = Terminal.open(nodes, "a");
      b.type("self()");
      a.type("spawn(\"b\", () -> { throw new IllegalStateException(\"on \" + \"purpose\"); })");
      b.says("on purpose");
      assertThat(a.type("ping(\"b\")").says("pong").printed()).contains("on purpose");
    }
  }

  @Test
  @DisplayName("at the end of input it leaves at once: exit code 0, node-down, its name is free")
  void endOfInput() throws Exception {
    try (nodes) {
      Node b = nodes.start("b");
      Puppet watcher = new Puppet(b.processes());
      b.monitors().subscribe(watcher.pid());
      Terminal a = Terminal.open(nodes, "a", "--connect", "b");
      a.type("spawn(\"a\", () -> Thread.sleep(1_000_000))");
      a.endInput();

      assertThat(a.exitCode()).isZero();
      Await.untilEqual("b is alone", List.of(), b::nodes);
      assertThat(watcher.all()).hasSize(2);
      Await.until("the name is free", () -> free("a"));
    }
  }

  @Test
  @DisplayName("/exit leaves too")
  void exit() throws Exception {
    try (nodes) {
      Terminal a = Terminal.open(nodes, "a");
      a.type("int x = 1");
      a.send("/exit");
      assertThat(a.exitCode()).isZero();
    }
  }

  private boolean free(String name) {
    try (Node again = nodes.start(name)) {
      return again.isAlive();
    } catch (IOException inUse) {
      return false;
    }
  }
}
