package workbook.lab.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line for a shell, as far as lessons use one: {@code NAME=value} in front, words, and words in
 * double quotes.
 *
 * @param variables what stands in front
 * @param words the program and its arguments
 */
record CommandLine(Map<String, String> variables, List<String> words) {

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern VARIABLE = Pattern.compile("([A-Z][A-Z0-9_]*)=(\\S*)");

  static CommandLine of(String line) {
    Map<String, String> variables = new HashMap<>();
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      boolean quoted = word.group(1) != null;
      Matcher variable = VARIABLE.matcher(word.group());
      if (words.isEmpty() && variable.matches())
        variables.put(variable.group(1), variable.group(2));
      else words.add(quoted ? word.group(1) : word.group(2));
    }
    return new CommandLine(variables, words);
  }
}
