package workbook.lab.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import workbook.lab.book.Book;
import workbook.lab.book.Fingerprint;
import workbook.lab.book.Folders;

/** What decides how a check ends, as one number over names and contents. */
record Inputs(Book book, ExerciseFiles handedOut) {

  /** What the finished system, the stages and {@code ./lab} are built from, beside the stages. */
  static final List<String> ALWAYS =
      List.of(
          "pom.xml",
          ".mvn",
          "solutions/pom.xml",
          "solutions/src/main",
          "nemesis/pom.xml",
          "nemesis/src/main",
          "workbook/pom.xml",
          "workbook/src/main");

  private static final Set<String> MADE_BY_TOOLS =
      Set.of("target", "bin", ".git", ".lab", ".idea", ".vscode", ".settings");

  /**
   * That of some files and folders, or of all but the texts when there are none; of the finished
   * system, {@code ./lab} and the JDK.
   */
  String number(List<Path> more) throws IOException {
    TreeSet<Path> files = new TreeSet<>();
    if (more.isEmpty()) {
      files.addAll(files(book.root()));
      files.removeIf(file -> file.toString().endsWith(".md"));
    }
    for (Path one : more) files.addAll(files(one));
    for (String one : ALWAYS) files.addAll(files(book.root().resolve(one)));
    Fingerprint fingerprint = new Fingerprint();
    for (String of : List.of("java.vm.version", "java.home", "os.name", "os.arch")) {
      fingerprint.add(System.getProperty(of, ""));
    }
    for (Path file : files) {
      fingerprint
          .add(book.show(file))
          .add(new String(handedOut.bytes(file), StandardCharsets.ISO_8859_1));
    }
    return fingerprint.hex();
  }

  /** All files of a folder, or the one file, without what tools have made. */
  static Set<Path> files(Path from) {
    return Folders.files(from, path -> MADE_BY_TOOLS.contains(path.getFileName().toString()));
  }
}
