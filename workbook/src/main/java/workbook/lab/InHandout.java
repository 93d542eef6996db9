package workbook.lab;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import workbook.lab.book.Book;
import workbook.lab.book.UserError;

/** Runs a command; in a handout, says of some that what they need is not there. */
record InHandout(Book book) implements IExecutionStrategy {

  private static final String SYSTEM = "the finished system";

  /** The commands that a handout does not have, and what they would need. */
  private static final Map<String, String> NEED =
      Map.of(
          "solution", "the finished code",
          "up", SYSTEM,
          "images", SYSTEM,
          "cluster", SYSTEM,
          "verify", SYSTEM,
          "bench", SYSTEM,
          "nemesis", SYSTEM,
          "handout", "the full workbook",
          "grade", "the full workbook");

  /** Takes them out of the list of commands. */
  static void hide(CommandLine line) {
    line.getSubcommands()
        .forEach((name, command) -> {
          if (NEED.containsKey(name)) command.getCommandSpec().usageMessage().hidden(true);
        });
  }

  @Override
  public int execute(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) last = last.subcommand();
    String name = last.commandSpec().name();
    boolean help = last.isUsageHelpRequested() || last.isVersionHelpRequested();
    if (NEED.containsKey(name) && !help && book.isHandout()) throw refused(last, name);
    return new CommandLine.RunLast().execute(parsed);
  }

  private static ExecutionException refused(ParseResult command, String name) {
    UserError why =
        UserError.of(
            "./lab %s needs %s, which is not here: this is a handout. Ask your teacher.",
            name, NEED.get(name));
    return new ExecutionException(command.commandSpec().commandLine(), why.getMessage(), why);
  }
}
