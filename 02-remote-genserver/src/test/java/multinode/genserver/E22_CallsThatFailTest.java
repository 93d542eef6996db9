package multinode.genserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import multinode.genserver.Clerk.Crash;
import multinode.genserver.Clerk.Leave;
import multinode.genserver.Clerk.Say;
import multinode.genserver.Clerk.SayLater;
import multinode.node.Node;
import multinode.process.Context;
import multinode.process.Destination;
import multinode.process.Down;
import multinode.process.ExitReason;
import multinode.process.Pid;
import multinode.process.Ref;
import multinode.process.Reply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.Nodes;
import workbook.harness.RealNode;

@Exercise(
    id = "2.2",
    title = "Calls that fail",
    points = 22,
    minutes = 35,
    files = "multinode/genserver/Caller.java")
class E22_CallsThatFailTest {

  private static final Duration SHORT = Duration.ofMillis(50);

  /** A caller that waits this long has not noticed what the test did. */
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private static final Say HELLO = new Say("hello");
  private static final SayLater LATER = new SayLater("later");

  private static final Pid ME = new Pid("a@127.0.0.1", 1, 7);
  private static final Pid THERE = new Pid("b@127.0.0.1", 1, 7);
  private static final Ref REF = new Ref("a@127.0.0.1", 1, 77);

  @Test
  @DisplayName("a call takes the answer to its own request, and nothing else")
  void ownAnswer(Nodes nodes) throws Exception {
    Node node = nodes.startUnnamed();
    Pid clerk = Calling.clerk(node);
    Pid gone = Calling.clerk(node);
    Calling.kill(node, gone);
    Pid mortal = Calling.clerk(node);
    Claim claim =
        Claim.of("a call takes its own answer and nothing else")
            .step("isAbout")
            .did(
                "asked SayLater[what=else], then called SayLater[what=later]; meanwhile a process that"
                    + " the caller monitors was killed, and the clerk answered both");
    List<Object> others = new ArrayList<>(List.of("one", "two"));
    List<Object> left = new ArrayList<>();
    Object outcome =
        new Calling(claim, node)
            .outcome(self -> {
              others.forEach(word -> self.send(self.self(), word));
              others.add(new Down(self.monitor(gone), gone, ExitReason.NOPROC));
              others.add(new Down(self.monitor(mortal), mortal, ExitReason.KILLED));
              others.add(new Reply(self.request(clerk, new SayLater("else")), "else"));
              Calling.whenAsked(self, node, clerk, 2, () -> Calling.kill(node, mortal));
              Object answer = GenServer.call(self, clerk, LATER, AN_HOUR);
              left.addAll(Calling.mailbox(self));
              return answer;
            });
    claim
        .usually("a message with another reference was taken; the reference tells what it is about")
        .isEqual("later", outcome);
    claim
        .usually("other messages were taken out of the mailbox while it waited")
        .isEqual(others, left);
  }

  @Test
  @DisplayName("a process recognises itself by value, and takes no other for itself")
  void others(Nodes nodes) throws Exception {
    Pid same = new Pid("a@127.0.0.1", 1, 7);
    Context paper = Calling.onPaper(ME, REF, Optional.empty(), new ArrayList<>());
    Claim claim = Claim.of("only the process itself is itself").step("isSelf");
    claim
        .did("<7.a@127.0.0.1> called <7.a@127.0.0.1>, a pid that came in a message")
        .usually("pids were compared with ==; one that has travelled is another object")
        .isEqual(
            CallFailed.CALLING_SELF,
            claim
                .throwsA(CallFailed.class, () -> GenServer.call(paper, same, HELLO, SHORT))
                .reason());
    claim
        .did("<7.a@127.0.0.1> called %s, which does not answer in time".formatted(THERE))
        .usually("an empty result of receive is no answer: throw CallFailed with TIMEOUT")
        .throwsA(CallFailed.class, () -> GenServer.call(paper, THERE, HELLO, SHORT));
    for (Pid other : List.of(THERE, new Pid("a@127.0.0.1", 2, 7), new Pid("a@127.0.0.1", 1, 8))) {
      claim
          .did("<7.a@127.0.0.1> called %s".formatted(other))
          .usually("a pid is its node, the start of that node, and a number: equals compares all")
          .isEqual(
              CallFailed.TIMEOUT,
              claim
                  .throwsA(CallFailed.class, () -> GenServer.call(paper, other, HELLO, SHORT))
                  .reason());
    }
    Node node = nodes.startUnnamed();
    node.processes().register("clerk", Calling.clerk(node));
    Object outcome =
        new Calling(claim, node)
            .outcome(self -> {
              self.register("me");
              return GenServer.call(self, Calling.at("clerk", node.self()), HELLO, AN_HOUR);
            });
    claim
        .did("the process \"me\" called \"clerk\", a process of the same node")
        .usually("a name of this node is not yet the caller: look who holds it")
        .isEqual("hello", outcome);
  }

  @Test
  @DisplayName("references are compared by value, in a Reply and in a Down")
  void byValue() {
    Ref same = new Ref("a@127.0.0.1", 1, 77);
    List<String> diary = new ArrayList<>();
    Claim claim =
        Claim.of("a reference that has been to another node and back is the same")
            .step("isAbout")
            .usually("references were compared with ==; one that has travelled is another object");
    Context answered = Calling.onPaper(ME, REF, Optional.of(new Reply(same, "hello")), diary);
    claim
        .did("called, and the Reply bore an equal reference that is another object")
        .isEqual("hello", claim.succeeds(() -> GenServer.call(answered, THERE, HELLO)));
    for (ExitReason reason : List.of(ExitReason.KILLED, ExitReason.NOCONNECTION)) {
      Context own =
          Calling.onPaper(ME, REF, Optional.of(new Down(REF, THERE, reason)), new ArrayList<>());
      claim
          .did("called, and a Down with the reference of the request brought " + reason)
          .usually(
              reason.equals(ExitReason.KILLED)
                  ? "a Down belongs to the request like a Reply, and its reason is that of CallFailed"
                  : "noconnection was told as it came: what it means to a caller is nodedown")
          .isEqual(
              reason.equals(ExitReason.KILLED) ? reason : CallFailed.NODEDOWN,
              claim.throwsA(CallFailed.class, () -> GenServer.call(own, THERE, HELLO)).reason());
    }
    Down ended = new Down(same, THERE, ExitReason.NOCONNECTION);
    Context told = Calling.onPaper(ME, REF, Optional.of(ended), diary);
    claim
        .did("called, and the Down bore an equal reference that is another object")
        .isEqual(
            CallFailed.NODEDOWN,
            claim.throwsA(CallFailed.class, () -> GenServer.call(told, THERE, HELLO)).reason());
    for (Ref other : List.of(new Ref("c@127.0.0.1", 1, 77), new Ref("a@127.0.0.1", 2, 77))) {
      for (Object news :
          List.of(new Reply(other, "else"), new Down(other, THERE, ExitReason.KILLED))) {
        Context strange = Calling.onPaper(ME, REF, Optional.of(news), diary);
        claim
            .did("called, and got news of the same number from another node, or another start")
            .usually("only the number was compared: a Ref is its node, its start and a number")
            .isEqual(
                CallFailed.TIMEOUT,
                claim
                    .throwsA(CallFailed.class, () -> GenServer.call(strange, THERE, HELLO, SHORT))
                    .reason());
      }
    }
    ExitReason text = ExitReason.because("noconnection to the database");
    Context confused =
        Calling.onPaper(ME, REF, Optional.of(new Down(REF, THERE, text)), new ArrayList<>());
    claim
        .step("answer")
        .did("called, and the server crashed because of \"noconnection to the database\"")
        .usually("a word was looked for in the text of the reason: compare reasons with equals")
        .isEqual(
            text,
            claim.throwsA(CallFailed.class, () -> GenServer.call(confused, THERE, HELLO)).reason());
    Down lost = new Down(REF, THERE, new ExitReason.NoConnection());
    Context lonely = Calling.onPaper(ME, REF, Optional.of(lost), diary);
    claim
        .step("answer")
        .did("called, and the Down bore an equal reason that is another object")
        .usually("reasons were compared with ==; one that has travelled is another object")
        .isEqual(
            CallFailed.NODEDOWN,
            claim.throwsA(CallFailed.class, () -> GenServer.call(lonely, THERE, HELLO)).reason());
  }

  @Test
  @DisplayName("an answer may be anything, even null")
  void anyAnswer() {
    for (Object answer : Arrays.asList("hello", 42, List.of(), null)) {
      Optional<Object> reply = Optional.of(new Reply(REF, answer));
      Context self = Calling.onPaper(ME, REF, reply, new ArrayList<>());
      Claim claim =
          Claim.of("the content of the Reply is the answer, whatever it is")
              .step("answer")
              .did("called, and the Reply held " + answer)
              .usually(
                  answer == null
                      ? "null is an answer, too: it was taken for none"
                      : "an answer of another type was taken for none");
      claim.isEqual(answer, claim.succeeds(() -> GenServer.<Object>call(self, THERE, HELLO)));
    }
  }

  @Test
  @DisplayName("a call without a limit waits for five seconds")
  void fiveSeconds() {
    List<String> diary = new ArrayList<>();
    Context self = Calling.onPaper(ME, REF, Optional.of(new Reply(REF, "hello")), diary);
    Claim claim =
        Claim.of("a call without a limit waits for five seconds")
            .step("call and answer")
            .did("called without a limit, as a process that writes down what it is made to do")
            .usually("one request, and one receive with the limit that the caller gave");
    claim.isEqual("hello", claim.succeeds(() -> GenServer.call(self, THERE, HELLO)));
    claim.isEqual(List.of("request", "receive within PT5S"), diary);
  }

  @Test
  @DisplayName("a caller that stops waiting takes its request back, once, and does not ask again")
  void takesBack() {
    List<String> diary = new ArrayList<>();
    Context self = Calling.onPaper(ME, REF, Optional.empty(), diary);
    Claim claim =
        Claim.of("a caller that stops waiting takes its request back")
            .step("answer")
            .did(
                "called for 50 ms, as a process that gets no message and writes down what it does");
    CallFailed failed =
        claim.throwsA(CallFailed.class, () -> GenServer.call(self, THERE, HELLO, SHORT));
    List<String> asked = List.of("request", "receive within PT0.05S");
    claim
        .usually(
            diary.contains("receive within PT0S")
                ? "one receive waits for both, Reply and Down; after it nothing more is taken: other"
                    + " messages stay in the mailbox"
                : "it was not waited for the 50 ms that the caller gave, once")
        .isEqual(asked, diary.stream().filter(one -> !one.startsWith("demonitor")).toList());
    claim
        .usually("nobody called demonitor: the answer or the Down will still come")
        .isEqual(List.of("request", "receive within PT0.05S", "demonitor " + REF), diary);
    claim
        .usually("CallFailed is told the reason, who was asked, and what")
        .isEqual(
            List.of(CallFailed.TIMEOUT, THERE, HELLO),
            List.of(failed.reason(), failed.server(), failed.request()));
  }

  @Test
  @DisplayName("no answer in time: timeout, however much else arrives")
  void timeout(Nodes nodes) throws Exception {
    Node node = nodes.startUnnamed();
    Pid clerk = Calling.clerk(node);
    Claim claim =
        Claim.of("the time is counted from the question")
            .step("answer")
            .did("called for 50 ms, with another message arriving every 5 ms, and no answer ever")
            .usually("the limit starts over with each message that arrives");
    long start = System.nanoTime();
    Object outcome =
        new Calling(claim, node)
            .outcome(self -> {
              Calling.disturb(self);
              return GenServer.call(self, clerk, LATER, SHORT);
            });
    Duration waited = Duration.ofNanos(System.nanoTime() - start);
    claim.isEqual(CallFailed.TIMEOUT, Calling.reason(outcome));
    claim
        .expected("no end before its time")
        .holds(() -> waited.compareTo(SHORT) >= 0, () -> "an end after " + waited);
  }

  @Test
  @DisplayName(
      "a thousand calls that ended in a timeout leave nothing behind, not even late answers")
  void leavesNothing(Nodes nodes) throws Exception {
    Node node = nodes.startUnnamed();
    Pid clerk = Calling.clerk(node);
    Claim claim =
        Claim.of("a call that ended in a timeout is over")
            .step("answer")
            .did("gave up 1,000 calls; then the clerk answered them all; then called Say[hello]")
            .usually("demonitor takes a request back, and drops what has come of it meanwhile");
    List<Object> left = new ArrayList<>();
    Object outcome =
        new Calling(claim, node)
            .outcome(self -> {
              for (int i = 0; i < 1_000; i++) Calling.giveUp(self, clerk, LATER);
              GenServer.cast(self, clerk, Clerk.NOW);
              Object answer = GenServer.call(self, clerk, HELLO, AN_HOUR);
              left.addAll(Calling.mailbox(self));
              return answer;
            });
    claim.isEqual("hello", outcome);
    claim.expected("an empty mailbox").holds(left::isEmpty, () -> left.size() + " messages");
  }

  @Test
  @DisplayName("a server that does not exist: noproc, immediately")
  void noproc(Nodes nodes) throws Exception {
    Node node = nodes.startUnnamed();
    Pid gone = Calling.clerk(node);
    Calling.kill(node, gone);
    for (Destination nobody : List.of(gone, Calling.at("nobody", node.self()))) {
      Claim claim =
          Claim.of("there is no server to answer")
              .step("answer")
              .did("called %s for an hour; nobody is there".formatted(nobody))
              .usually("only the Reply was waited for; a Down comes instead when there is nobody");
      Object reason = new Calling(claim, node).failure(nobody, HELLO, AN_HOUR);
      claim
          .usually(
              reason instanceof NoSuchElementException
                  ? "the Optional of whereis is empty where nobody holds the name: then the caller"
                      + " is not meant"
                  : "the reason in the Down is the reason; noconnection alone becomes nodedown")
          .isEqual(ExitReason.NOPROC, reason);
    }
  }

  @Test
  @DisplayName("a server that crashes on the request, or ends normally: its reason, immediately")
  void ends(Nodes nodes) throws Exception {
    Node node = nodes.startUnnamed();
    ExitReason ink = ExitReason.crash(new IllegalStateException("ink"));
    for (Request<String> request : List.of(new Crash("ink"), new Leave())) {
      Pid clerk = Calling.clerk(node);
      Claim claim =
          Claim.of("the caller is told why there will be no answer")
              .step("answer")
              .did("called the clerk with %s, for an hour".formatted(request))
              .usually(
                  request instanceof Crash
                      ? "the reason in the Down was lost on its way into CallFailed"
                      : "a server that ends normally does not answer either: its Down counts too");
      claim.isEqual(
          request instanceof Crash ? ink : ExitReason.NORMAL,
          new Calling(claim, node).failure(clerk, request, AN_HOUR));
    }
  }

  @Test
  @DisplayName("a server that is killed during the call: killed, immediately")
  void killed(Nodes nodes) throws Exception {
    Node node = nodes.startUnnamed();
    Pid clerk = Calling.clerk(node);
    Claim claim =
        Claim.of("a killed server answers nobody, and everybody is told")
            .step("answer")
            .did("called for an hour; meanwhile somebody killed the clerk")
            .usually("only the Reply was waited for; a Down comes instead when the server ends");
    CompletableFuture<Object> call =
        Calling.begin(node, self -> GenServer.call(self, clerk, LATER, AN_HOUR));
    Await.until(
        "the clerk has the question", () -> call.isDone() || Calling.hasQuestion(node, clerk));
    Calling.kill(node, clerk);
    claim.isEqual(ExitReason.KILLED, Calling.reason(Calling.end(claim, call)));
  }

  @Test
  @DisplayName("kill -9 of the server's node during the call: nodedown, long before the limit")
  void nodedown(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    RealNode b = nodes.startReal("b").awaitReady();
    Clerk.startAt(a, b.name());
    Claim claim =
        Claim.of("a caller that waits for a node that is gone is told so")
            .step("answer")
            .did("called {clerk, b@127.0.0.1} for an hour, and killed b with SIGKILL meanwhile")
            .usually("the Down of a lost connection says noconnection; a caller is told nodedown");
    CompletableFuture<Object> call =
        Calling.begin(
            a, self -> GenServer.call(self, Calling.at("clerk", b.name()), LATER, AN_HOUR));
    Await.until(
        "the question is on its way",
        () -> call.isDone() || nodes.events(a).toString().contains("SayLater"));
    b.kill9();
    claim.isEqual(CallFailed.NODEDOWN, Calling.reason(Calling.end(claim, call)));
  }

  @Test
  @DisplayName("a server that calls itself, by pid or by name, is told so immediately")
  void itself(Nodes nodes) throws Exception {
    Node node = nodes.startUnnamed();
    for (boolean byName : List.of(false, true)) {
      Claim claim =
          Claim.of("a process that waits for itself waits forever")
              .step("isSelf")
              .did("the process \"me\" called itself by its " + (byName ? "name" : "pid"))
              .usually("it asked itself, and then waited for itself, not reading its mailbox");
      List<Object> left = new ArrayList<>();
      Object outcome =
          new Calling(claim, node)
              .outcome(self -> {
                if (byName) self.register("me");
                try {
                  Destination me = byName ? Calling.at("me", node.self()) : self.self();
                  return GenServer.call(self, me, HELLO, AN_HOUR);
                } finally {
                  left.addAll(Calling.mailbox(self));
                }
              });
      claim.isEqual(CallFailed.CALLING_SELF, Calling.reason(outcome));
      claim.usually("the request went out before anybody looked").isEqual(List.of(), left);
    }
  }

  @Test
  @DisplayName("a failed call tells the name that the caller used")
  void named(Nodes nodes) throws Exception {
    Node node = nodes.startUnnamed();
    Name name = Name.global(node, "deaf");
    Pid deaf = node.spawn(context -> context.receive("nothing"::equals));
    node.global().register("deaf", deaf);
    Claim claim =
        Claim.of("the error speaks of the server as the caller does")
            .step("call")
            .did("called {global, deaf} for no time at all; then its own global name")
            .usually("CallFailed was given the pid that the name led to, not server");
    Object late =
        new Calling(claim, node).outcome(self -> GenServer.call(self, name, HELLO, Duration.ZERO));
    claim.isEqual(name, late instanceof CallFailed failed ? failed.server() : late);
    Object own =
        new Calling(claim, node)
            .outcome(self -> {
              node.global().register("me", self.self());
              return GenServer.call(self, Name.global(node, "me"), HELLO, SHORT);
            });
    claim.isEqual(
        Name.global(node, "me"), own instanceof CallFailed failed ? failed.server() : own);
  }

  @Test
  @DisplayName("the same name on another node is another process")
  void namesake(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Clerk.startAt(a, b.self());
    Claim claim =
        Claim.of("a name belongs to its node")
            .step("isSelf")
            .did("the process \"clerk\" of a called {clerk, b@127.0.0.1}")
            .usually("names were compared, and not the nodes on which they are held");
    Object outcome =
        new Calling(claim, a)
            .outcome(self -> {
              self.register("clerk");
              return GenServer.call(self, Calling.at("clerk", b.self()), HELLO, AN_HOUR);
            });
    claim.isEqual("hello", outcome);
  }

  @Test
  @DisplayName("a request that cannot travel is the caller's mistake, and nobody waits")
  void cannotTravel(Nodes nodes) throws Exception {
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Clerk.startAt(a, b.self());
    Claim claim =
        Claim.of("a request that cannot be sent is a mistake in the program")
            .step("call")
            .did("called {clerk, b@127.0.0.1} with Say of a thread, which cannot be serialized")
            .usually("the exception of Context.request was caught; it says what cannot travel");
    Say thread = new Say(Thread.currentThread());
    Object outcome =
        new Calling(claim, a)
            .outcome(self -> GenServer.call(self, Calling.at("clerk", b.self()), thread, AN_HOUR));
    claim
        .expected("an IllegalArgumentException")
        .holds(() -> outcome instanceof IllegalArgumentException, () -> outcome);
  }
}
