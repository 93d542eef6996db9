package workbook.lab.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import workbook.lab.book.Screen;

/**
 * Looks over a machine, and tells what it lacks and how to get it. {@code ./lab doctor} runs this
 * file as it is, because it must work where the workbook cannot be built: so whatever this package
 * uses is in the JDK, or is source beside it that needs nothing else.
 */
public final class Doctor {

  private Doctor() {}

  /** Examines this machine for the workbook in the folder {@code workbook.root}. */
  public static void main(String[] args) throws InterruptedException {
    Locale.setDefault(Locale.ROOT); // Not every language writes a port in ASCII digits.
    Path root = Path.of(System.getProperty("workbook.root"));
    System.exit(examine(root, Screen.standard()) ? 0 : 1);
  }

  /** Prints a line for each thing; true when nothing that is needed everywhere is missing. */
  public static boolean examine(Path root, Screen screen) throws InterruptedException {
    Machine machine = new Machine(root);
    MavenCentral central = MavenCentral.of(root);
    List<Callable<Finding>> all =
        List.of(
            machine::jdk,
            machine::maven,
            central::examine,
            machine::git,
            machine::memory,
            machine::disk,
            Network::loopback,
            () -> Network.portMapper(Network.MAPPER_PORT),
            () -> Network.members(Network.FIRST_MEMBER, Network.MEMBERS, Network.MAPPER_PORT),
            Network::multicast,
            machine::docker,
            machine::browser);
    boolean well = true;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Finding> one : all.stream().map(threads::submit).toList()) {
        Finding finding = result(one);
        show(finding, screen);
        well &= finding.state() != Finding.State.MISSING;
      }
    }
    screen.line("");
    screen.line(
        well
            ? screen.green("Ready.") + " Begin with ./lab"
            : screen.red("Not ready yet:") + " mend what is missing, and run ./lab doctor again.");
    return well;
  }

  private static Finding result(Future<Finding> one) throws InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException e) {
      return Finding.missing("?", "could not be examined: " + e.getCause(), "tell your teacher");
    }
  }

  private static void show(Finding finding, Screen screen) {
    String mark =
        switch (finding.state()) {
          case OK -> screen.green("ok     ");
          case LATER -> screen.yellow("later  ");
          case MISSING -> screen.red("missing");
        };
    screen.line("%s  %-10s %s", mark, finding.what(), finding.found());
    if (finding.advice().isEmpty()) return;
    screen.line("%20s %s", "->", finding.advice().replace("\n", "\n" + " ".repeat(21)));
  }
}
