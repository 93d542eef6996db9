package workbook.lab.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a console prints, taken apart: its prompts, the echo of what is typed, and the rest.
 *
 * @param node the full name of its node
 */
record ConsoleOutput(String node) {

  private static final Pattern FIRST = Pattern.compile("(?m)^(\\S+@\\S+)\\(1\\)> ");

  /** That of the node that shows the first prompt, when it is there. */
  static Optional<ConsoleOutput> ofFirstPrompt(String printed) {
    Matcher first = FIRST.matcher(printed);
    return first.find() ? Optional.of(new ConsoleOutput(first.group(1))) : Optional.empty();
  }

  /** The number in the last prompt that was printed. */
  OptionalInt lastPrompt(String printed) {
    return prompt()
        .matcher(printed)
        .results()
        .mapToInt(prompt -> Integer.parseInt(prompt.group(1)))
        .reduce((earlier, later) -> later);
  }

  private Pattern prompt() {
    return Pattern.compile(Pattern.quote(node) + "\\((\\d+)\\)> ");
  }

  /** Where what is printed ends, without a prompt of which only the beginning is there yet. */
  int end(String printed) {
    int line = printed.lastIndexOf('\n') + 1;
    Matcher whole = prompt().matcher(printed).region(line, printed.length());
    while (whole.lookingAt()) whole.region(line = whole.end(), printed.length());
    String tail = printed.substring(line);
    String begin = node + "(";
    return begin.startsWith(tail) || tail.startsWith(begin) ? line : printed.length();
  }

  /** The lines without prompts, echoes and blank lines. */
  List<String> lines(String printed, List<String> typed) {
    String plain =
        printed
            .substring(0, end(printed))
            .replaceAll("\033\\[[0-9;?]*[a-zA-Z]", "")
            .replaceAll(Pattern.quote(node) + "\\(\\d+\\)> ", "")
            .replaceAll("(?m)^ *\\.\\.\\.> ", "");
    List<String> lines = new ArrayList<>(plain.lines().map(String::stripTrailing).toList());
    typed.forEach(lines::remove);
    lines.removeIf(String::isBlank);
    return lines;
  }
}
