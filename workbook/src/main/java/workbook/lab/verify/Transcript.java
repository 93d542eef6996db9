package workbook.lab.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import workbook.lab.book.Markdown;
import workbook.lab.book.UserError;

/**
 * What a lesson shows of consoles: who types what, and what is printed.
 *
 * @param where file and line
 * @param cookies of nodes that have another than the usual one, by their short names
 * @param steps in their order
 */
record Transcript(String where, Map<String, String> cookies, List<Step> steps) {

  private static final Pattern PROMPT = Pattern.compile("(\\S+@[^\\s()]+)\\((\\d+)\\)>(?: (.*))?");
  private static final Pattern MORE = Pattern.compile("\\s*\\.\\.\\.>(?: (.*))?");
  private static final Pattern SHELL = Pattern.compile("\\$ (.+)");
  private static final Pattern COOKIE = Pattern.compile("([A-Za-z0-9_-]+):(\\S+)");

  /**
   * One thing that is done, and what it must print.
   *
   * @param line in the lesson, from 1
   * @param node whose console it is typed into; empty for a command of the shell
   * @param prompt the number in the prompt
   * @param typed the lines typed; one empty line only looks at what came meanwhile
   * @param expected the lines printed since the last look at that console
   */
  record Step(int line, String node, int prompt, List<String> typed, List<String> expected) {
    boolean isShell() {
      return node.isEmpty();
    }

    /** Only looks at what has been printed meanwhile. */
    boolean isLook() {
      return typed.equals(List.of(""));
    }
  }

  /** What is played, without where it stands. */
  String text() {
    return cookies
        + steps.stream()
            .map(step -> "\n" + step.node + step.prompt + step.typed + step.expected)
            .collect(Collectors.joining());
  }

  /** The transcripts of a lesson; those that continue another are together with it. */
  static List<List<Transcript>> read(String file, String text, Tally tally) {
    List<List<Transcript>> all = new ArrayList<>();
    for (Markdown.Block block : Markdown.of(text).blocks()) {
      if (!block.language().equals("transcript")) continue;
      try {
        Transcript transcript = parse(file, block);
        boolean continued = block.options().contains("continued") && !all.isEmpty();
        if (!continued) all.add(new ArrayList<>());
        all.getLast().add(transcript);
      } catch (UserError error) {
        tally.fail(file + ":" + block.line(), "%s", error.getMessage());
      }
    }
    return all;
  }

  /** Reads a block of a lesson. */
  static Transcript parse(String file, Markdown.Block block) {
    Map<String, String> cookies = new HashMap<>();
    for (String option : block.options()) {
      Matcher cookie = COOKIE.matcher(option);
      if (cookie.matches()) cookies.put(cookie.group(1), cookie.group(2));
      else if (!option.equals("continued")) {
        throw UserError.of("%s:%d: what is \"%s\"? write a:cookie", file, block.line(), option);
      }
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < block.lines().size(); i++) {
      String text = block.lines().get(i);
      int line = block.line() + i;
      Matcher prompt = PROMPT.matcher(text);
      Matcher shell = SHELL.matcher(text);
      Matcher more = MORE.matcher(text);
      if (prompt.matches()) {
        int number = Integer.parseInt(prompt.group(2));
        steps.add(step(line, prompt.group(1), number, prompt.group(3)));
      } else if (shell.matches()) {
        steps.add(step(line, "", 0, shell.group(1)));
      } else if (steps.isEmpty()) {
        if (!text.isBlank()) throw UserError.of("%s:%d: begins without a prompt", file, line);
      } else if (more.matches() && steps.getLast().expected().isEmpty()) {
        steps.getLast().typed().add(orEmpty(more.group(1)));
      } else if (!text.isBlank()) {
        steps.getLast().expected().add(text);
      }
    }
    return new Transcript(file + ":" + block.line(), cookies, steps);
  }

  private static Step step(int line, String node, int number, String typed) {
    List<String> lines = new ArrayList<>(List.of(orEmpty(typed)));
    return new Step(line, node, number, lines, new ArrayList<>());
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text.stripTrailing();
  }
}
