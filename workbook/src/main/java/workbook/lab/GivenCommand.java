package workbook.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;

/** {@code ./lab given}: a class that the stages are given, to read. */
@Command(
    name = "given",
    header = "Show a class that is given: finished code that your own stands on.",
    description = {
      "",
      "  ./lab given Refused            a class",
      "  ./lab given console/Words      one of several classes of that name",
      ""
    })
final class GivenCommand extends LabCommand {

  @Parameters(paramLabel = "CLASS", description = "its name, such as Refused or Frame.Carry")
  private String name;

  @Option(names = "--lines", paramLabel = "N", description = "no more than its first N lines")
  private int lines = Integer.MAX_VALUE;

  @Override
  public Integer call() {
    if (lines < 0) throw wrong("--lines takes 0 and more, not " + lines);
    List<Path> given = given();
    List<Path> named = named(name.replace('.', '/'), given);
    if (named.isEmpty()) {
      screen.line("No class that is given is named %s.", name);
      List<String> names = given.stream().map(GivenCommand::className).distinct().toList();
      List<String> meant = Similar.to(name, names);
      if (!meant.isEmpty()) screen.line("Did you mean %s?", String.join(" or ", meant));
      return 1;
    }
    if (named.size() > 1) {
      screen.line("There are %d of that name:", named.size());
      named.forEach(file -> screen.line("  ./lab given %s", inPackage(file)));
      return 1;
    }
    return show(named.getFirst());
  }

  private int show(Path file) {
    Optional<Exercise> open = open(file);
    if (open.isPresent()) {
      String id = open.get().id();
      String more =
          book.isHandout()
              ? ""
              : " Once it is green, ./lab solution " + id + " shows the finished one.";
      screen.sentence("%s is yours to write, in %s.%s", className(file), id, more);
      return 1;
    }
    List<String> text = Stage.read(file).lines().toList();
    screen.line("%s", screen.bold(book.show(file)));
    screen.line("");
    text.stream().limit(lines).forEach(line -> screen.line("%s", line));
    if (text.size() > lines) screen.line("… and %d lines more", text.size() - lines);
    return 0;
  }

  /** The exercise that a file is written in, while it is not green; in a handout always. */
  private Optional<Exercise> open(Path file) {
    String path = book.finished().relativize(file).toString().replace('\\', '/');
    StudentResults results = StudentResults.of(book);
    return book.exercises().stream()
        .filter(exercise -> exercise.files().contains(path))
        .filter(exercise -> book.isHandout() || !results.isDone(exercise))
        .findFirst();
  }

  private List<Path> given() {
    return book.stages().stream()
        .flatMap(stage -> stage.given().stream())
        .flatMap(folder -> Stage.javaFiles(book.finished().resolve(folder)).stream())
        .filter(file -> !className(file).endsWith("-info"))
        .distinct()
        .toList();
  }

  /** The files whose path ends so; else, for a class inside another, those of the outer one. */
  private List<Path> named(String end, List<Path> given) {
    String lower = "/" + end.toLowerCase(Locale.ROOT) + ".java";
    List<Path> found =
        given.stream()
            .filter(file -> ("/" + book.show(file)).toLowerCase(Locale.ROOT).endsWith(lower))
            .toList();
    int inner = end.lastIndexOf('/');
    return found.isEmpty() && inner > 0 ? named(end.substring(0, inner), given) : found;
  }

  private static String className(Path file) {
    return file.getFileName().toString().replaceFirst("\\.java$", "");
  }

  private static String inPackage(Path file) {
    return file.getParent().getFileName() + "/" + className(file);
  }
}
