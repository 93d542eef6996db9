package workbook.lab;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;

/** {@code ./lab}: reads the command line and runs the command. */
@Command(
    name = "./lab",
    header = "Multinode: build by hand, in Java, what Erlang gives for free.",
    description = {"", "Without a command: where you stand, and what is next.", ""},
    version = "Multinode 1.0",
    synopsisSubcommandLabel = "[COMMAND]",
    commandListHeading = "%nCommands:%n",
    footer = {"", "More about one: ./lab help COMMAND"},
    subcommands = {
      TestCommand.class,
      WatchCommand.class,
      ListCommand.class,
      HintCommand.class,
      ResetCommand.class,
      SolutionCommand.class,
      StartCommand.class,
      GivenCommand.class,
      NodeCommand.class,
      NamesCommand.class,
      UpCommand.class,
      ImagesCommand.class,
      ClusterCommand.class,
      SiteCommand.class,
      VerifyCommand.class,
      BenchCommand.class,
      NemesisCommand.class,
      DoctorCommand.class,
      HandoutCommand.class,
      GradeCommand.class,
      CommandLine.HelpCommand.class,
      PrepareCommand.class,
    })
public final class Lab extends LabCommand {

  /** Runs a command; ends with 0 when it went well, 1 when not, 2 for a wrong command line. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // Not every language writes a port in ASCII digits.
    System.exit(commandLine(Book.here(), Screen.standard()).execute(args));
  }

  /** The command line of a workbook, printing to a screen. */
  static CommandLine commandLine(Book book, Screen screen) {
    return new CommandLine(Lab.class, new Factory(book, screen))
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(Screen.WIDTH)
        .setColorScheme(CommandLine.Help.defaultColorScheme(screen.colour() ? Ansi.ON : Ansi.OFF))
        .setExecutionStrategy(new InHandout(book))
        .setParameterExceptionHandler(new Mistakes())
        .setExecutionExceptionHandler(new Failures(book));
  }

  @Override
  public Integer call() {
    Status.of(book, screen).show();
    return 0;
  }
}
