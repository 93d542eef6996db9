package workbook.lab;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;

/** What every command has: the workbook, the screen, and {@code --help}. */
@Command(mixinStandardHelpOptions = true)
abstract class LabCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  Book book;
  Screen screen;

  /** Makes commands that work on a workbook and print to a screen. */
  record Factory(Book book, Screen screen) implements CommandLine.IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
      K made = CommandLine.defaultFactory().create(type);
      if (made instanceof LabCommand command) {
        command.book = book;
        command.screen = screen;
      }
      return made;
    }
  }

  /** What is wrong with the command line; {@link Mistakes} tells it. */
  final ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  final void checkPort(int port) {
    if (port < 1 || port > 65535) throw wrong(port + " is not a port");
  }
}
