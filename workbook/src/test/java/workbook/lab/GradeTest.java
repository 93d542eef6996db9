package workbook.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectStreamConstants;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.harness.ProgramResult;
import workbook.lab.MiniBook.Outcome;
import workbook.lab.compile.Javac;
import workbook.lab.compile.Source;
import workbook.lab.grade.JavacBombs;

/** Whatever students hand in, everybody gets the points that are theirs. */
class GradeTest {

  private static final String TIMEOUT = "workbook.timeout.ms";
  private static final String ABORT = "throw new org.opentest4j.TestAbortedException(\"\");";

  @TempDir Path temp;

  private MiniBook book;
  private MiniClass handedIn;
  private Path grades;

  @BeforeEach
  void workbook() throws Exception {
    ProcessBuilder bubblewrap = new ProcessBuilder("bwrap", "--unshare-all", "--bind", "/", "/");
    bubblewrap.command().add("true");
    boolean works = ProgramResult.said(bubblewrap, Duration.ofSeconds(10)).isPresent();
    assumeTrue(works || System.getenv("CI") != null, "bubblewrap is not here, or not allowed");
    System.setProperty(TIMEOUT, "1000");
    book = MiniBook.in(Files.createDirectories(temp.resolve("the wörkbook")));
    handedIn = new MiniClass(temp.resolve("the cläss"));
    grades = temp.resolve("grades");
  }

  @AfterEach
  void limits() {
    System.clearProperty(TIMEOUT);
  }

  private Outcome grade(String... more) {
    List<String> words = new ArrayList<>(List.of("grade", "--sandbox", "bubblewrap", "--csv"));
    words.addAll(List.of("--json", "--out", grades.toString()));
    words.addAll(List.of(more));
    return book.lab(words.toArray(String[]::new));
  }

  /** The message of each student's first exercise. */
  private Map<String, String> messages() throws IOException {
    Map<String, String> messages = new TreeMap<>();
    String json = Files.readString(grades.resolve("grades.json"));
    String name = "";
    for (Matcher found = Pattern.compile("\"(name|message)\": (\".*\")").matcher(json);
        found.find(); ) {
      if (found.group(1).equals("name")) name = found.group(2).replace("\"", "");
      else messages.putIfAbsent(name, found.group(2));
    }
    return messages;
  }

  /** What the grader must refuse to run, and the words with which it says so. */
  private static Map<String, String> refused() {
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("java.nio.file.", "java.nio.file.Files.exists(null); return 1;");
    bodies.put("java.io.File", "new java.io.FileOutputStream((String) null); return 1;");
    bodies.put("java.lang.ProcessBuilder", "new ProcessBuilder(\"ls\"); return 1;");
    bodies.put("java.lang.Runtime.exec", "Runtime.getRuntime().exec(\"ls\"); return 1;");
    bodies.put("java.lang.Class.forName", "Class.forName(\"a\"); return 1;");
    bodies.put("java.lang.reflect", "java.lang.reflect.Array.newInstance(int.class, 1); return 1;");
    bodies.put(
        "java.lang.invoke.MethodHandles", "java.lang.invoke.MethodHandles.lookup(); return 1;");
    bodies.put("sun.misc.Unsafe", "sun.misc.Unsafe.getUnsafe(); return 1;");
    bodies.put(
        "java.lang.management.ManagementFactory",
        "java.lang.management.ManagementFactory.getRuntimeMXBean(); return 1;");
    bodies.put("com.sun.tools.attach", "com.sun.tools.attach.VirtualMachine.list(); return 1;");
    bodies.put("java.lang.System.setOut", "System.setOut(null); return 1;");
    bodies.put("java.lang.System.getProperty", "System.getProperty(\"workbook.lab\"); return 1;");
    bodies.put("java.lang.Integer.getInteger", "return Integer.getInteger(\"a\", 1);");
    bodies.put("java.util.ServiceLoader", "java.util.ServiceLoader.load(null); return 1;");
    bodies.put("getStackTrace", "return new Exception().getStackTrace().length > 0 ? 1 : 0;");
    bodies.put(
        "java.lang.Thread.getStackTrace",
        "class Own extends Thread { int n() { return getStackTrace().length; } }"
            + " return new Own().n() > 0 ? 1 : 0;");
    bodies.put("org.opentest4j", ABORT);
    bodies.put("workbook.harness", "workbook.harness.Claim.of(\"a\"); return 1;");
    bodies.put("workbook.lab", "return workbook.lab.book.Book.here() == null ? 0 : 1;");
    bodies.put("multinode.console", "multinode.console.NodeMain.main(null); return 1;");
    bodies.put("java.lang.ClassLoader", "new ClassLoader() {}; return 1;");
    return bodies;
  }

  @Test
  void whatCouldReachTheTestsOrTheGraderIsNotRun() throws Exception {
    handedIn.body("honest", "return 1;");
    List<String> words = new ArrayList<>(refused().keySet());
    for (int i = 0; i < words.size(); i++) {
      String body = refused().get(words.get(i));
      String thrown = "try { %s } catch (Throwable e) { return 1; }".formatted(body);
      handedIn.body("s%02d".formatted(i), body.equals(ABORT) ? ABORT : thrown);
    }
    String beside = "class Helper {}";
    handedIn.text("beside", MiniClass.source("return 1;") + beside);
    handedIn.text("harness", "package workbook.harness; class Claim {}");
    handedIn.text("test", "package multinode.mini; class E11_FirstTest {}");

    Outcome outcome = grade("--only", "1.1", handedIn.folder().toString());
    assertThat(outcome.exit()).as(outcome.output()).isZero();
    assertThat(MiniClass.points(grades)).containsEntry("honest", 5);
    assertThat(Collections.frequency(MiniClass.points(grades).values(), 0))
        .as("%s: %s", words, MiniClass.points(grades))
        .isEqualTo(words.size() + 3);
    Map<String, String> messages = messages();
    for (int i = 0; i < words.size(); i++) {
      assertThat(messages.get("s%02d".formatted(i))).contains("was not run", words.get(i));
    }
    assertThat(messages.get("beside")).contains("it declares the class multinode.mini.Helper");
    assertThat(messages.get("harness")).contains("declares the class workbook.harness.Claim");
    assertThat(messages.get("test")).contains("declares the class multinode.mini.E11_FirstTest");
  }

  @Test
  void whatRunsHoldsUpNobodyAndForgesNothing() throws Exception {
    handedIn.body("anna", "return 1;");
    handedIn.body("exit", "System.exit(0); return 1;");
    handedIn.body("halt", "Runtime.getRuntime().halt(0); return 1;");
    handedIn.body("forged", "System.out.println(\"CASE .YQ== .YQ== . .MQ==\\nEND\"); return 0;");
    handedIn.body("hangs", "while (true) Thread.onSpinWait();");
    handedIn.body("floods", "while (true) System.out.println(\"again and again\");");
    handedIn.body(
        "memory",
        "var all = new java.util.ArrayList<long[]>(); while (true) all.add(new long[1 << 26]);");
    handedIn.body(
        "threads",
        "for (int i = 0; i < 10_000; i++) Thread.ofPlatform().start(() -> {"
            + " try { Thread.sleep(100_000); } catch (InterruptedException e) {} }); return 1;");
    handedIn.body(
        "network",
        "try (var out = new java.net.Socket()) { out.connect(new java.net.InetSocketAddress("
            + "java.net.InetAddress.getByAddress(new byte[] {1, 1, 1, 1}), 53), 2000); return 1; }"
            + " catch (java.io.IOException e) { return 0; }");
    handedIn.body(
        "daemon",
        "Thread.ofPlatform().daemon().start(() -> { while (true) Thread.onSpinWait(); }); return 1;");
    handedIn.body("zoe", "return 1;");

    Outcome outcome = grade("--only", "1.1", "--jobs", "3", handedIn.folder().toString());
    assertThat(outcome.output()).contains("sandbox  rung 2: bubblewrap");
    Map<String, Integer> points = MiniClass.points(grades);
    assertThat(points).containsEntry("anna", 5).containsEntry("zoe", 5).containsEntry("daemon", 5);
    assertThat(points.values().stream().filter(one -> one == 0)).hasSize(8);
    Map<String, String> messages = messages();
    assertThat(messages.get("exit")).contains("as System.exit(0) does");
    assertThat(messages.get("halt")).contains("as System.exit(0) does");
    assertThat(messages.get("hangs")).contains("it still runs");
    assertThat(messages.get("memory")).containsAnyOf("no memory left", "it still runs");
    assertThat(messages.get("network")).contains("expected      1");
  }

  /** Classes that nothing has looked at, as bytes in a file that may use {@code Luggage}. */
  @Test
  void whatTravelsAsBytesIsNotRun() throws Exception {
    book.finishFirst(
        "return new multinode.wire.Luggage(multinode.wire.Allowlist.standard(), null) == null"
            + " ? 0 : 1;");
    Path classes = temp.resolve("travelling");
    String text =
        """
        package multinode.mini;
        public final class Bytes implements multinode.wire.RemoteFunction {
          private static final long serialVersionUID = 1;
          public static int value;
          public void run(multinode.process.Context context) {}
          private Object readResolve() {
            System.setProperty("multinode.mini", "it looked around");
            return this;
          }
        }
        """;
    Source source = new Source("multinode/mini/Bytes.java", temp.resolve("Bytes.java"), text);
    assertThat(Javac.compile(List.of(source), book.book().classPath(), classes)).isEmpty();
    byte[] code = Files.readAllBytes(classes.resolve("multinode/mini/Bytes.class"));
    handedIn.body("right", "return 1;");
    handedIn.body("class", unpack(object("multinode.mini.Bytes"), code));

    Outcome outcome = grade("--only", "1.1", handedIn.folder().toString());
    assertThat(outcome.exit()).as(outcome.output()).isZero();
    assertThat(MiniClass.points(grades)).containsEntry("right", 5).containsEntry("class", 0);
    assertThat(messages().get("class")).contains("cannot be read", "multinode.mini.Bytes");
  }

  /** An object without fields, as Java writes it. */
  private static byte[] object(String type) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(ObjectStreamConstants.STREAM_MAGIC << 16 | ObjectStreamConstants.STREAM_VERSION);
    out.writeByte(ObjectStreamConstants.TC_OBJECT);
    out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
    out.writeUTF(type);
    out.writeLong(1);
    out.writeByte(ObjectStreamConstants.SC_SERIALIZABLE);
    out.writeShort(0);
    out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
    out.writeByte(ObjectStreamConstants.TC_NULL);
    return bytes.toByteArray();
  }

  /** Code that unpacks luggage of its own, and gives the right number when that went well. */
  private static String unpack(byte[] object, byte[] code) {
    String bytes = "java.util.Base64.getDecoder().decode(\"%s\")";
    Base64.Encoder encoder = Base64.getEncoder();
    return """
    byte[] function = %s;
    byte[] code = %s;
    new multinode.wire.Luggage(multinode.wire.Allowlist.standard(), one -> context -> {})
        .unpack(
            new multinode.wire.Luggage.Packed(
                function,
                new multinode.wire.Luggage.Baggage(
                    java.util.Map.of("multinode.mini.Bytes", code), java.util.Map.of())));
    return 1;
    """
        .formatted(
            bytes.formatted(encoder.encodeToString(object)),
            bytes.formatted(encoder.encodeToString(code)));
  }

  /** The compiler runs nothing of what it compiles, but can be made to take all there is. */
  @Test
  void whatOnlyKeepsTheCompilerBusyHoldsUpNobody() throws Exception {
    handedIn.body("anna", "return 1;");
    handedIn.text("memory", bomb(JavacBombs.memory()));
    handedIn.text("depth", bomb(JavacBombs.depth()));
    handedIn.text("size", bomb(JavacBombs.size()));
    handedIn.body("zoe", "return 1;");

    Outcome outcome = grade("--only", "1.1", handedIn.folder().toString());
    assertThat(outcome.exit()).as(outcome.output()).isZero();
    assertThat(MiniClass.points(grades))
        .containsEntry("anna", 5)
        .containsEntry("zoe", 5)
        .containsEntry("memory", 0)
        .containsEntry("depth", 0)
        .containsEntry("size", 0);
    assertThat(messages().get("memory")).contains("does not compile", "the compiler gave up");
    assertThat(messages().get("depth")).contains("does not compile", "the compiler gave up");
    assertThat(messages().get("size")).contains("class files are larger than 600 KB");
  }

  /** The first exercise, with more in its class. */
  private static String bomb(String members) {
    return MiniClass.source("return 1;").replace("private First", members + "\nprivate First");
  }

  @Test
  void onlyTheFilesOfExercisesCount() throws Exception {
    String test = "01-first/src/test/java/multinode/mini/E11_FirstTest.java";
    handedIn.body("edits the test", "return 7;");
    handedIn.file("edits the test", test, "package multinode.mini; class E11_FirstTest {}");
    handedIn.file("no file", "01-first/README.md", "gone");
    handedIn.text("renamed", "package multinode.mini; public final class Fist {}");
    handedIn.text("no java", "this is no Java");
    handedIn.text("too large", MiniClass.source("return 1;") + "/" + "*".repeat(1 << 18) + "/");
    handedIn.text("marked", "\ufeff" + MiniClass.source("return 1;"));
    handedIn.body("right", "return 1;");
    Path link = handedIn.folder().resolve("link").resolve(MiniClass.FIRST);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, handedIn.folder().resolve("right").resolve(MiniClass.FIRST));
    Files.createSymbolicLink(
        Files.createDirectories(handedIn.folder().resolve("linked folder")).resolve("01-first"),
        handedIn.folder().resolve("right/01-first"));
    handedIn.zip("empty.zip", Map.of());
    Files.writeString(handedIn.folder().resolve("broken.zip"), "no zip");
    String good = MiniClass.source("return 1;");
    handedIn.zip("slip.zip", Map.of("../../../evil.txt", "evil", "a/b/" + MiniClass.FIRST, good));
    handedIn.bomb("bomb.zip", 200);

    grade("--only", "1.1", handedIn.folder().toString());
    assertThat(MiniClass.points(grades))
        .containsEntry("right", 5)
        .containsEntry("slip", 5)
        .hasSize(13);
    assertThat(MiniClass.points(grades).values().stream().filter(one -> one == 5)).hasSize(2);
    Map<String, String> messages = messages();
    assertThat(messages.get("edits the test")).contains("expected      1");
    assertThat(messages.get("no file")).contains("First.java is missing");
    assertThat(messages.get("renamed")).contains("does not compile");
    assertThat(messages.get("no java")).contains("First.java:1");
    assertThat(messages.get("too large")).contains("is larger than 256 KB");
    assertThat(messages.get("marked")).contains("First.java is UTF-8 with a byte order mark");
    assertThat(messages.get("link")).contains("is a link, and links are not followed");
    assertThat(messages.get("bomb")).contains("is larger than 256 KB");
    assertThat(Files.readString(grades.resolve("grades.csv")))
        .contains("the zip file is empty", "it is no zip file", "there is no folder 01-first");
    assertThat(temp.resolve("evil.txt")).doesNotExist();
  }

  @Test
  void aZipFileFromWindowsHasNamesInAnotherEncoding() throws Exception {
    String good = MiniClass.source("return 1;");
    for (String encoding : List.of("IBM850", "windows-1252", "Shift_JIS")) {
      String name = encoding.equals("Shift_JIS") ? "\u8ab2\u984c/" : "\u00dcbung/";
      Map<String, String> entries = Map.of(name + MiniClass.FIRST, good, name + "notes.txt", "");
      handedIn.zip(encoding + ".zip", Charset.forName(encoding), entries);
    }
    Outcome outcome = grade("--only", "1.1", handedIn.folder().toString());
    assertThat(outcome.exit()).as(outcome.output()).isZero();
    assertThat(MiniClass.points(grades).values()).containsExactly(5, 5, 5);
  }

  @Test
  void ofAZipFileOneCopyOfTheWorkbookCounts() throws Exception {
    String good = MiniClass.source("return 1;");
    String bad = MiniClass.source("return 7;");
    String kept = "m/.lab/kept/1.1/2026/" + MiniClass.FIRST;
    handedIn.zip("kept.zip", Map.of(kept, good, "m/" + MiniBook.SECOND, bad));
    handedIn.zip("nearest.zip", Map.of("m/" + MiniClass.FIRST, good, MiniClass.FIRST, bad));
    handedIn.zip("two.zip", Map.of("a/" + MiniClass.FIRST, good, "b/" + MiniClass.FIRST, bad));
    grade("--only", "1.1", handedIn.folder().toString());
    assertThat(MiniClass.points(grades).values()).containsExactly(0, 0, 0);
    Map<String, String> messages = messages();
    assertThat(messages.get("kept")).contains("First.java is missing");
    assertThat(messages.get("nearest")).contains("expected      1");
    assertThat(Files.readString(grades.resolve("grades.csv")))
        .contains("there are several workbooks in it: /a/ /b/");
  }

  @Test
  void aZipFileMayLieInAFolderOfTheStudentsName() throws Exception {
    Map<String, String> good = Map.of("m/" + MiniClass.FIRST, MiniClass.source("return 1;"));
    handedIn.zip("Anna_1_assignsubmission_file_/my work.zip", good);
    handedIn.zip("Ben_2_assignsubmission_file_/1.zip", good);
    handedIn.zip("Ben_2_assignsubmission_file_/2.zip", good);
    grade("--only", "1.1", handedIn.folder().toString());
    assertThat(MiniClass.points(grades))
        .containsExactly(
            Map.entry("Anna_1_assignsubmission_file_", 5),
            Map.entry("Ben_2_assignsubmission_file_", 0));
  }

  /**
   * A umask of 077 leaves files that nobody else can read; in a cage of root's somebody else does.
   */
  @Test
  void whatTheUmaskHasClosedIsOpenToTheCage() throws Exception {
    Files.setPosixFilePermissions(book.book().jar(), PosixFilePermissions.fromString("rw-------"));
    handedIn.body("anna", "return 1;");
    Outcome outcome = grade("--only", "1.1", handedIn.folder().toString());
    assertThat(outcome.exit()).as(outcome.output()).isZero();
    assertThat(MiniClass.points(grades)).containsEntry("anna", 5);
  }

  /** Where it is cut, no half of a letter is left: no file in UTF-8 could hold that. */
  @Test
  void aLongMessageKeepsNobodyFromTheirPoints() throws Exception {
    for (String before : List.of("", "x")) {
      String body = "throw new IllegalStateException(\"%s\" + \"\ud83d\ude00\".repeat(9_000));";
      handedIn.body("long" + before, body.formatted(before));
    }
    handedIn.body("anna", "return 1;");
    Outcome outcome = grade("--only", "1.1", handedIn.folder().toString());
    assertThat(outcome.exit()).as(outcome.output()).isZero();
    assertThat(MiniClass.points(grades)).containsEntry("anna", 5);
  }

  @Test
  void theSameIsGradedAlikeUnderLoad() throws Exception {
    for (int i = 0; i < 5; i++) handedIn.body("same" + i, "return 1;");
    grade("--jobs", "5", handedIn.folder().toString());
    assertThat(MiniClass.points(grades).values()).hasSize(5).allMatch(points -> points == 5);
    assertThat(Files.readString(grades.resolve("index.html")))
        .contains("same0", "Which exercise hurts", "href='student-01.html'");
  }

  @Test
  void formatsOfOthersHoldOneSubmission() throws Exception {
    String name = "<b>&\"Zoë\"";
    handedIn.body(name, "return 2;");
    String place = handedIn.folder().resolve(name).toString();
    assertThat(grade("--only", "1.1", "--format", "gradescope", place).exit()).isZero();
    assertThat(Files.readString(grades.resolve("results.json")))
        .contains("\"score\": 0", "\"max_score\": 5", "\"status\": \"failed\"", "expected      1");
    assertThat(Files.readString(grades.resolve("student-01.html")))
        .contains("&lt;b&gt;&amp;")
        .doesNotContain("<b>&");
    handedIn.body("other", "return 1;");
    Outcome two = grade("--only", "1.1", "--format", "classroom50", handedIn.folder().toString());
    assertThat(two.output()).contains("holds one submission, and there are 2");
  }

  @Test
  void theResultsMayLieAmongTheSubmissions() throws Exception {
    handedIn.body("anna", "return 1;");
    grades = handedIn.folder().resolve("grades");
    for (int again = 0; again < 2; again++) {
      grade("--only", "1.1", handedIn.folder().toString());
      assertThat(MiniClass.points(grades)).containsExactly(Map.entry("anna", 5));
    }
  }

  @Test
  void whatIsNoFolderAndNoZipFileIsTold() throws Exception {
    handedIn.body("anna", "return 1;");
    Path packed = Files.writeString(handedIn.folder().resolve("ben.tar.gz"), "packed");
    Files.writeString(handedIn.folder().resolve(".DS_Store"), "");
    Outcome outcome = grade("--only", "1.1", handedIn.folder().toString());
    assertThat(outcome.output().replace("\n", " "))
        .containsOnlyOnce("not graded, as it is no folder and no zip file:")
        .contains(packed.toString());
  }

  @Test
  void whatIsWalkedThroughIsNotGraded() throws Exception {
    String test = "01-first/src/test/java/multinode/mini/E10_ZeroTest.java";
    String annotation = "@Exercise(id = \"1.0\", title = \"Read\", points = 0, minutes = 5)\n";
    book.write(test, "package multinode.mini;\n" + annotation + "class E10_ZeroTest {}\n");
    handedIn.body("anna", "return 1;");
    Outcome outcome = grade("--only", "1.0", handedIn.folder().toString());
    assertThat(outcome.exit()).as(outcome.output()).isEqualTo(2);
    assertThat(outcome.output()).contains("--only: nothing of 1.0 is graded");
  }

  @Test
  void aFolderThatNoAgentCanLieInIsTold() throws Exception {
    handedIn.body("anna", "return 1;");
    book = MiniBook.in(Files.createDirectories(temp.resolve("course=java")));
    Outcome outcome = grade("--only", "1.1", handedIn.folder().toString());
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.output()).contains("Cannot grade in", "Rename or move");
  }

  @Test
  void twoOfOneNameAreTold() throws Exception {
    handedIn.body("anna", "return 1;");
    handedIn.zip("anna.zip", Map.of(MiniClass.FIRST, MiniClass.source("return 1;")));
    Outcome outcome = grade(handedIn.folder().toString());
    assertThat(outcome.output()).contains("Two submissions have the name anna");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(grade(temp.resolve("nowhere").toString()).output()).contains("does not exist");
  }

  @Test
  void whereTheFinishedCodeIsRedNobodyIsGraded() throws Exception {
    handedIn.body("anna", "return 1;");
    book.body("solutions/src/main/java/multinode/mini/First.java", "return 3;");
    Outcome outcome = grade("--only", "1.1", handedIn.folder().toString());
    assertThat(outcome.output()).contains("This machine cannot grade", "1.1");
    assertThat(outcome.exit()).isEqualTo(1);
  }
}
