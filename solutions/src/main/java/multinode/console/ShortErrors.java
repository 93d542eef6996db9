package multinode.console;

import java.io.PrintStream;
import java.util.regex.Pattern;

/**
 * Where JShell's tool prints what it has to say. Of the compiler's messages it leaves out the lines
 * that explain why each method of a name does not fit: for a word with four parameter lists these
 * are nine lines of generics, and {@code help()} says it in four.
 */
final class ShortErrors extends PrintStream {

  private static final Pattern DETAIL =
      Pattern.compile(
          " {4,}((method|constructor) .+ is not applicable"
              + "|\\(.*"
              + "|(equality constraints|lower bounds|upper bounds|inferred): .*"
              + "|(bad|unexpected) return (type|value).*"
              + "|.+ cannot be converted to .+)");

  ShortErrors(PrintStream out) {
    super(out, true, out.charset());
  }

  @Override
  public PrintStream printf(String format, Object... arguments) {
    if (arguments.length == 1
        && arguments[0] instanceof String line
        && DETAIL.matcher(line).matches()) {
      return this;
    }
    return super.printf(format, arguments);
  }
}
