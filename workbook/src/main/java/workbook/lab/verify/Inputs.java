package workbook.lab.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import workbook.lab.book.Book;

/** What decides how a check ends, as one number: SHA-256 over names and contents. */
record Inputs(Book book, HandedOut handedOut) {

  private static final List<String> ALWAYS =
      List.of(
          "pom.xml",
          ".mvn",
          "solutions/pom.xml",
          "solutions/src/main",
          "workbook/pom.xml",
          "workbook/src/main");
  private static final Set<String> MADE_BY_TOOLS =
      Set.of("target", "bin", ".git", ".lab", ".idea", ".vscode", ".settings");

  /** The number of some files and folders, of the finished system, {@code ./lab} and the JDK. */
  String hash(List<Path> more) throws IOException {
    TreeSet<Path> files = new TreeSet<>();
    for (Path one : more.isEmpty() ? List.of(book.root()) : more) add(one, files);
    for (String one : ALWAYS) add(book.root().resolve(one), files);
    MessageDigest digest = sha256();
    for (String of : List.of("java.vm.version", "java.home", "os.name", "os.arch")) {
      digest.update(System.getProperty(of, "").getBytes(StandardCharsets.UTF_8));
    }
    for (Path file : files) {
      digest.update(("\n" + book.show(file) + "\n").getBytes(StandardCharsets.UTF_8));
      digest.update(handedOut.bytes(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(Path from, Set<Path> files) throws IOException {
    if (!Files.exists(from)) return;
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return MADE_BY_TOOLS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every JDK has it.
    }
  }
}
