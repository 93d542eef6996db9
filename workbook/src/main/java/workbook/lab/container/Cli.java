package workbook.lab.container;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import workbook.harness.ProgramResult;
import workbook.lab.book.UserError;

/**
 * A program that is run for what it prints.
 *
 * @param program how it is called: its name, and the words that always come first
 * @param environment what it finds in its environment besides ours
 */
public record Cli(List<String> program, Map<String, String> environment) {

  /** Docker's own. */
  public static final Cli DOCKER = new Cli(List.of("docker"), Map.of());

  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** The same, with more in its environment. */
  public Cli with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new Cli(program, all);
  }

  /** The whole command, with these words at its end. */
  public List<String> command(String... words) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(words));
    return command;
  }

  /** The command, to be started. */
  public ProcessBuilder builder(String... words) {
    ProcessBuilder builder = new ProcessBuilder(command(words));
    builder.environment().putAll(environment);
    return builder;
  }

  /** Runs it. */
  public ProgramResult run(String... words) throws IOException, InterruptedException {
    return ProgramResult.of(builder(words), LIMIT)
        .orElseThrow(() -> UserError.of("%s does not end.", String.join(" ", command(words))));
  }

  /** Runs what must go well; gives what it prints, without blanks around. */
  public String get(String... words) throws InterruptedException {
    String line = String.join(" ", command(words));
    try {
      ProgramResult result = run(words);
      if (result.good()) return result.out().strip();
      String said = (result.out() + result.err()).strip();
      throw UserError.of("\"%s\" failed: %s%s", line, said, advice(said));
    } catch (IOException e) {
      throw UserError.of("Cannot run \"%s\": %s", line, e.getMessage());
    }
  }

  /** Runs what may go well or not. */
  void tryTo(String... words) throws InterruptedException {
    try {
      run(words);
    } catch (IOException notThere) {
      // Then it has not gone well.
    }
  }

  /** What to do about what a program complains of. */
  static String advice(String complaint) {
    return complaint.toLowerCase(Locale.ROOT).contains("no space left on device")
        ? "\nThe disk is full: base, image and engine together need 400 MB. \"df -h\" shows which"
            + " disk, \"docker system df\" how much of it the engine uses."
        : "";
  }
}
