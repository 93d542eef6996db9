package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import workbook.lab.book.Markdown;
import workbook.lab.book.Stage;
import workbook.lab.compile.CompileError;
import workbook.lab.compile.Javac;
import workbook.lab.compile.Source;

/** (e) The Java in the lessons compiles. */
record JavaBlocks(Setting setting) implements Check.Proof {

  @Override
  public List<Path> inputs() {
    List<Path> files = new ArrayList<>(List.of(setting.book().root().resolve("README.md")));
    for (Stage stage : setting.book().stages()) {
      files.addAll(List.of(stage.readme(), stage.dir().resolve("pom.xml")));
    }
    return files;
  }

  @Override
  public void run(Tally tally) throws IOException {
    Path readme = setting.book().root().resolve("README.md");
    look(readme, rooms(List.of("multinode")), tally);
    for (Stage stage : setting.book().stages()) look(stage.readme(), rooms(stage.given()), tally);
  }

  private void look(Path readme, List<String> rooms, Tally tally) throws IOException {
    if (!Files.isRegularFile(readme)) return;
    for (Markdown.Block block : Markdown.of(Stage.read(readme)).blocks()) {
      if (!block.language().equals("java")) continue;
      String where = setting.book().show(readme) + ":" + block.line();
      tally.doing(where);
      List<String> errors = compile(block, rooms);
      tally.that(errors.isEmpty(), where, "%s", String.join("; ", errors));
    }
  }

  /** The packages of the finished system that have code, of those in these folders. */
  private List<String> rooms(List<String> folders) {
    Path finished = setting.book().finished();
    return folders.stream()
        .flatMap(folder -> Stage.javaFiles(finished.resolve(folder)).stream())
        .filter(file -> !file.endsWith("package-info.java"))
        .map(file -> finished.relativize(file.getParent()).toString().replaceAll("[/\\\\]", "."))
        .distinct()
        .toList();
  }

  /** The errors of the form that comes nearest; none when one form compiles. */
  private List<String> compile(Markdown.Block block, List<String> rooms) throws IOException {
    List<String> fewest = null;
    for (String home : rooms) {
      for (String form : forms(String.join("\n", block.lines()))) {
        List<String> errors = errors(home, rooms, form, block.line());
        if (errors.isEmpty()) return errors;
        // Statements where classes should be: one error, that says nothing of them.
        if (errors.getFirst().contains("compact source file")) continue;
        if (fewest == null || errors.size() < fewest.size()) fewest = errors;
      }
    }
    return fewest;
  }

  /** As statements, as members of a class, as classes; each keeps the block's lines together. */
  private static List<String> forms(String code) {
    return List.of(
        "abstract class Block { void run(Context context, Node node) throws Throwable {\n"
            + code
            + "\n} }",
        "abstract class Block { \n" + code + "\n}",
        "\n" + code);
  }

  private List<String> errors(String home, List<String> rooms, String form, int line)
      throws IOException {
    String imports =
        rooms.stream()
            .map(room -> "import " + room + ".*; ")
            .collect(Collectors.joining("", "import module java.base; ", ""));
    String source =
        "package " + home + "; " + imports + "import static multinode.console.Words.*; " + form;
    Path folder = setting.folder().resolve("blocks");
    Source block = new Source("Block.java", folder.resolve("Block.java"), source);
    return Javac.compile(List.of(block), setting.book().classPath(), folder).stream()
        .map(error -> show(error, line))
        .toList();
  }

  private static String show(CompileError error, int line) {
    return "line " + (error.line() - 2 + line) + ": " + error.headline();
  }
}
