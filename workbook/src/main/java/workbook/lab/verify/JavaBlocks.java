package workbook.lab.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import workbook.lab.book.Stage;
import workbook.lab.compile.CompileError;
import workbook.lab.compile.CompileFailed;
import workbook.lab.compile.Javac;

/** (e) The Java in the lessons compiles. */
record JavaBlocks(Setting setting) implements Check {

  private static final List<String> PACKAGES = List.of("process", "node");

  @Override
  public String title() {
    return "Java in lessons compiles";
  }

  @Override
  public void run(Tally tally) throws IOException {
    List<Path> readmes = new ArrayList<>(List.of(setting.book().root().resolve("README.md")));
    setting.book().stages().forEach(stage -> readmes.add(stage.readme()));
    for (Path readme : readmes) {
      if (!Files.isRegularFile(readme)) continue;
      for (Markdown.Block block : Markdown.of(Stage.read(readme)).blocks()) {
        if (!block.language().equals("java")) continue;
        String where = setting.book().show(readme) + ":" + block.line();
        tally.doing(where);
        List<String> errors = compile(block);
        tally.that(errors.isEmpty(), where, "%s", String.join("; ", errors));
      }
    }
  }

  /** The errors of the form that comes nearest; none when one form compiles. */
  private List<String> compile(Markdown.Block block) throws IOException {
    List<String> fewest = null;
    for (String home : PACKAGES) {
      for (String form : forms(String.join("\n", block.lines()))) {
        List<String> errors = errors(home, form, block.line());
        if (errors.isEmpty()) return errors;
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

  private List<String> errors(String home, String form, int line) throws IOException {
    String source =
        "package multinode."
            + home
            + "; import module java.base; import multinode.process.*; import multinode.node.*;"
            + " import static multinode.console.Words.*; "
            + form;
    Path folder = setting.folder().resolve("blocks");
    Path file = Files.createDirectories(folder).resolve("Block.java");
    Files.writeString(file, source);
    try {
      Javac.compile(List.of(file), setting.classPath(), folder.resolve("classes"));
      return List.of();
    } catch (CompileFailed failed) {
      return failed.errors().stream().map(error -> show(error, line)).toList();
    }
  }

  private static String show(CompileError error, int line) {
    return "line " + (error.line() - 2 + line) + ": " + error.headline();
  }
}
