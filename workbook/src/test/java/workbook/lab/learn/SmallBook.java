package workbook.lab.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import workbook.lab.book.Book;

/** A workbook of one stage with two exercises of one file each. */
record SmallBook(Path root) {

  static final String FIRST = "01-first/src/main/java/p/First.java";
  static final String SECOND = "01-first/src/main/java/p/Second.java";

  static SmallBook in(Path root) throws IOException {
    SmallBook book = new SmallBook(root);
    book.write("01-first/pom.xml", "<given>p/</given>");
    book.exercise("1.1", "First");
    book.exercise("1.2", "Second");
    return book;
  }

  private void exercise(String id, String name) throws IOException {
    String annotation =
        "@Exercise(id = \"%s\", title = \"%s\", points = 1, minutes = 1, files = \"p/%s.java\")";
    write(
        "01-first/src/test/java/p/%sTest.java".formatted(name),
        "package p;\n" + annotation.formatted(id, name, name) + "\nclass " + name + "Test {}\n");
    write("01-first/src/main/java/p/" + name + ".java", stub(id));
  }

  /** What a file of an exercise has before anything is written. */
  static String stub(String id) {
    return "throw new Todo(\"%s\", \"one\");\nthrow new Todo(\"%s\", \"two\");\n".formatted(id, id);
  }

  Book book() {
    return new Book(root);
  }

  void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Path draft = Files.writeString(root.resolve("draft"), text);
    Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING);
  }

  String read(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }
}
