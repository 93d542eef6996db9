package workbook.lab.tours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Book;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;
import workbook.lab.learn.SmallBook;

class ToursTest {

  private static final Pattern STEP =
      Pattern.compile("\"file\": \"(.*)\",\n      \"pattern\": \"(.*)\",\n");

  @TempDir Path root;

  @Test
  void eachStopOfEachTourIsInTheCodeOnce() {
    Book book = Book.here();
    List<Path> files = Tours.files(book);
    assertThat(files).hasSize(5);
    for (Path file : files) {
      Tour tour = Tour.read(file);
      assertThat(tour.stops()).as(tour.title()).hasSizeGreaterThan(5);
      assertThat(tour.stops()).as(tour.title()).allMatch(stop -> !stop.text().isEmpty());
      List<MatchResult> steps = STEP.matcher(tour.json(book)).results().toList();
      assertThat(steps).as(tour.title()).hasSameSizeAs(tour.stops());
      for (MatchResult step : steps) {
        // Java reads these patterns as JavaScript does; JSON has doubled their backslashes.
        String pattern = step.group(2).replace("\\\"", "\"").replace("\\\\", "\\");
        String code = Stage.read(book.root().resolve(step.group(1)));
        assertThat(Pattern.compile(pattern).matcher(code).results()).as(pattern).hasSize(1);
      }
    }
  }

  private SmallBook small() throws IOException {
    SmallBook book = SmallBook.in(root);
    book.write(
        "solutions/doc/tours/1-one.md",
        "# One\n\nIt is short.\n\n## Door: `void open(`\n\nA \"door\".\n\n## Door: `{ }`\n\nShut.\n");
    return book;
  }

  @Test
  void aTourIsWrittenForCodeTour() throws IOException {
    SmallBook book = small();
    book.write(
        "solutions/src/main/java/p/Door.java", "class Door {\n  void open() {\n  { }\n  }\n}\n");
    Tours.write(book.book());
    assertThat(Files.readString(root.resolve(".tours/1-one.tour")))
        .contains("\"title\": \"One\"")
        .contains("\"file\": \"solutions/src/main/java/p/Door.java\"")
        .contains("\"pattern\": \"void open\\\\(\"", "\"pattern\": \"\\\\{ \\\\}\"")
        .contains("\"description\": \"It is short.\\n\\nA \\\"door\\\".\"");
    assertThat(Tour.read(root.resolve("solutions/doc/tours/1-one.md")).markdown(book.book()))
        .contains("## 1. Door", "  void open() {", "`solutions/src/main/java/p/Door.java:2`");
  }

  @Test
  void codeThatHasMovedIsToldWithWhatTheTourLookedFor() throws IOException {
    SmallBook book = small();
    assertThatThrownBy(() -> Tours.write(book.book()))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("the class Door", "there are 0");
    book.write(
        "solutions/src/main/java/p/Door.java", "class Door { }\n// void open( or void open(\n");
    Tours.write(book.book());
    book.write(
        "solutions/src/main/java/p/Door.java", "class Door { }\n// void open(\n// void open(\n");
    assertThatThrownBy(() -> Tours.write(book.book()))
        .hasMessageContainingAll("Door", "void open(", "there are 2");
  }

  @Test
  void aHandoutHasNone() throws IOException {
    Tours.write(SmallBook.in(root).book());
    assertThat(root.resolve(".tours")).doesNotExist();
  }
}
