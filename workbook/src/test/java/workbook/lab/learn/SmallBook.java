package workbook.lab.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import workbook.lab.book.Book;

/** A workbook of one stage with two exercises of one file each. */
public record SmallBook(Path root) {

  public static final String FIRST = "01-first/src/main/java/p/First.java";
  public static final String SECOND = "01-first/src/main/java/p/Second.java";

  public static SmallBook in(Path root) throws IOException {
    SmallBook book = new SmallBook(root);
    book.write("pom.xml", "<module>01-first</module>");
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
  public static String stub(String id) {
    return "throw new Todo(\"%s\", \"one\");\nthrow new Todo(\"%s\", \"two\");\n".formatted(id, id);
  }

  public Book book() {
    return new Book(root);
  }

  public void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Path draft = Files.writeString(root.resolve("draft"), text);
    Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING);
  }

  public String read(String file) throws IOException {
    return Files.readString(root.resolve(file));
  }

  /** Hands it out: all that is there now is in git. */
  public SmallBook commit(String message) throws IOException, InterruptedException {
    if (!Files.exists(root.resolve(".git"))) git("init");
    git("add", ".");
    git("commit", "-m", message);
    return this;
  }

  private void git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=a", "-c"));
    command.addAll(List.of("user.email=a", "-c", "commit.gpgsign=false"));
    command.addAll(List.of(words));
    Process git =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(git.waitFor()).isZero();
  }
}
