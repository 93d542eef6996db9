package workbook.harness;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The end of a run of tests. */
final class RunSummary {

  private RunSummary() {}

  /** The board, where all of a stage was run; else what was run of it, and a line. */
  static String of(List<ClassReport> reports, long millis) {
    Path folder = Path.of(System.getProperty("workbook.basedir", "")).toAbsolutePath();
    String module = folder.getFileName().toString();
    boolean stage = module.matches("\\d\\d-.*");
    List<ExerciseResult> results =
        reports.stream()
            .map(ClassReport::result)
            .flatMap(Optional::stream)
            .sorted(Comparator.comparing(ExerciseResult::id, Ids::compare))
            .toList();
    if (!stage || results.isEmpty())
      return module + (module.isEmpty() ? "" : ": ") + line(reports, millis);
    if (results.size() >= exercises(reports)) {
      return "\n" + Board.render(Board.title(module), results, Colours.ofTerminal()) + "\n";
    }
    return "\n"
        + Board.lines(results, Colours.ofTerminal())
        + "\n\n  "
        + line(reports, millis)
        + "\n";
  }

  private static String line(List<ClassReport> reports, long millis) {
    int red = reports.stream().mapToInt(ClassReport::red).sum();
    int all = red + reports.stream().mapToInt(ClassReport::green).sum();
    return Board.count(all, red) + ", in %.1f s".formatted(millis / 1000.0);
  }

  /** How many test classes of exercises lie beside those that were run. */
  private static long exercises(List<ClassReport> reports) {
    return reports.stream()
        .map(ClassReport::testClass)
        .filter(c -> TestRun.exercise(c).isPresent())
        .findFirst()
        .map(RunSummary::siblings)
        .orElse(0L);
  }

  private static long siblings(Class<?> testClass) {
    CodeSource source = testClass.getProtectionDomain().getCodeSource();
    if (source == null) return 0;
    try (Stream<Path> all = Files.walk(Path.of(source.getLocation().toURI()))) {
      return all.filter(file -> file.getFileName().toString().matches("E\\d+_\\w+Test.class"))
          .count();
    } catch (URISyntaxException | IOException e) {
      return 0;
    }
  }
}
