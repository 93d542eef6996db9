package workbook.lab;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import workbook.lab.book.Screen;

/** Answers a wrong command line: what is wrong with it, what may have been meant, where help is. */
final class Mistakes implements CommandLine.IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException mistake, String[] args) {
    CommandLine at = mistake.getCommandLine();
    PrintWriter err = at.getErr();
    String command = at.getCommandSpec().qualifiedName();
    err.println(Screen.wrap(command + ": " + describe(mistake, at)));
    List<String> meant = suggestions(mistake, at);
    if (!meant.isEmpty()) err.println("Did you mean " + String.join(" or ", meant) + "?");
    err.println("See " + command + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  private static String describe(ParameterException mistake, CommandLine at) {
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().getFirst();
      if (first.startsWith("-")) return "there is no option " + first;
      return at.getSubcommands().isEmpty()
          ? "what is \"" + first + "\" for? It takes no such argument"
          : "there is no command \"" + first + "\"";
    }
    String message = mistake.getMessage();
    return Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  private static List<String> suggestions(ParameterException mistake, CommandLine at) {
    if (!(mistake instanceof UnmatchedArgumentException unmatched)) return List.of();
    String typed = unmatched.getUnmatched().getFirst();
    List<String> known = new ArrayList<>();
    if (typed.startsWith("-")) {
      at.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
    } else {
      at.getSubcommands()
          .forEach((name, sub) -> {
            if (!sub.getCommandSpec().usageMessage().hidden()) known.add(name);
          });
    }
    return Similar.to(typed, known);
  }
}
