package workbook.lab.verify;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import workbook.harness.ProgramResult;
import workbook.lab.book.Screen;
import workbook.lab.container.Cli;
import workbook.lab.container.Image;
import workbook.lab.container.Looks;
import workbook.lab.container.Net;

/** (f) The image keeps its promises in a real engine, under the limits that the manifests set. */
final class ImageRuns implements Check.Proof {

  private static final Duration LIMIT = Duration.ofSeconds(150);

  /** How an image that is given up in order ends: 128 and the number of SIGTERM. */
  private static final String TERMINATED = "143";

  /** A container that may do as little as possible. */
  private static final List<String> CONFINED =
      List.of(
          "--read-only",
          "--tmpfs",
          "/tmp",
          "--cap-drop",
          "ALL",
          "--security-opt",
          "no-new-privileges",
          "--memory",
          "256m");

  private static final List<String> NODE =
      List.of(
          Image.NAME,
          "n",
          "--cookie",
          "monster",
          "--gossip",
          "--page",
          "4005",
          "--page-host",
          "0.0.0.0",
          "--stay");

  /** The moments, in milliseconds after its start, at which a node is told to end. */
  private static final List<Integer> EARLY = List.of(0, 300, 900, 2_000);

  /** Nobody reads what building it again prints. */
  private static final Screen SILENT =
      new Screen(new PrintStream(OutputStream.nullOutputStream()), false, false);

  private final Image image;
  private final Supplier<String> skipped;
  private final Net net = Net.of("image-verify-" + ProcessHandle.current().pid());
  private Tally tally = new Tally();

  /**
   * One for the image of this workbook.
   *
   * @param skipped why it cannot be done here; empty when it can
   */
  ImageRuns(Setting setting, Supplier<String> skipped) {
    this.image = new Image(setting.book());
    this.skipped = skipped;
  }

  @Override
  public void run(Tally into) throws Exception {
    tally = into;
    if (!skipped.get().isEmpty()) {
      tally.skip(skipped.get());
      return;
    }
    String user = inspect(Image.NAME, "{{.Config.User}}");
    tally.that(user.equals("1000"), "image", "its user is not 1000 but \"%s\"", user);
    sameTwice();
    try (net) {
      net.create();
      confined();
      endsWhileItStarts();
      withoutAddress();
    }
  }

  private static String inspect(String what, String format) throws InterruptedException {
    return Cli.DOCKER.get("inspect", "--format", format, what);
  }

  private void sameTwice() throws IOException, InterruptedException {
    tally.doing("the image is built twice");
    String first = image.id();
    image.build(Image.From.usual(), SILENT);
    tally.that(first.equals(image.id()), "image, built twice", "%s, then %s", first, image.id());
  }

  private String start(String as, String... more) throws InterruptedException {
    List<String> words = new ArrayList<>(CONFINED);
    words.addAll(List.of(more));
    words.addAll(NODE);
    String name = net.name() + "-" + as;
    net.start(name, words);
    return name;
  }

  /** Two of them are one cluster; one is told to end, and the other knows. */
  private void confined() throws IOException, InterruptedException {
    tally.doing("the image runs, confined");
    String stays = start("stays");
    await(stays, "is well, with nothing to write to and 256 MiB", () -> isWell(stays));
    String leaves = start("leaves");
    await(leaves, "is in the cluster", () -> log(leaves).contains("connected to n@"));
    await(leaves, "is well, as the engine asks", () -> isWell(leaves));
    stop(leaves, "image, SIGTERM");
    await(stays, "knows that the other has left", () -> log(stays).endsWith("connected to nobody"));
    stop(stays, "image, SIGTERM, the last one");
  }

  /** A look that a container engine could have: by a program in the container. */
  private static boolean isWell(String name) throws IOException, InterruptedException {
    String check =
        "java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx16m -cp @/app/jib-classpath-file";
    List<String> words = new ArrayList<>(List.of("exec", name));
    words.addAll(List.of(check.split(" ")));
    words.addAll(List.of("multinode.web.HealthCheck", "4005"));
    return Cli.DOCKER.run(words.toArray(String[]::new)).good();
  }

  private static String log(String name) throws IOException, InterruptedException {
    return Cli.DOCKER.run("logs", name).out().strip();
  }

  private void endsWhileItStarts() throws IOException, InterruptedException {
    for (int after : EARLY) {
      // Linux keeps from process 1 what it has no handler for, and the JVM needs a moment to have
      // one. So the very first SIGTERM only counts where the engine's own init is process 1.
      String name = after == 0 ? start("early", "--init") : start("early-" + after);
      tally.doing("SIGTERM " + after + " ms after the start");
      Thread.sleep(after);
      stop(name, "image, SIGTERM " + after + " ms after its start");
    }
  }

  private void stop(String name, String where) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Cli.DOCKER.get("stop", "-t", "60", name);
    tally.waited(where, since(start), Duration.ofSeconds(60));
    String code = inspect(name, "{{.State.ExitCode}}");
    ProgramResult said = Cli.DOCKER.run("logs", name);
    boolean clean = !said.err().contains("Exception") && !said.err().contains("SEVERE");
    tally.that(
        code.equals(TERMINATED) && clean,
        where,
        "it ended with %s, and printed %s%s",
        code,
        said.out(),
        said.err());
  }

  /** A host without a network: the node says what is missing, and ends. */
  private void withoutAddress() throws IOException, InterruptedException {
    ProgramResult said =
        Cli.DOCKER.run("run", "--rm", "--network", "none", Image.NAME, "n", "--stay");
    tally.that(
        said.code() == 1 && said.err().contains("no IPv4 address"),
        "image, without an address",
        "it ended with %d: %s%s",
        said.code(),
        said.out(),
        said.err());
  }

  private void await(String name, String what, Looks.Look<Boolean> look)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    boolean so = Looks.until(LIMIT, look);
    String where = "image, " + what;
    tally.waited(where, since(start), LIMIT);
    ProgramResult said = Cli.DOCKER.run("logs", name);
    tally.that(so, where, "not after %s: %s%s", LIMIT, said.out(), said.err());
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
