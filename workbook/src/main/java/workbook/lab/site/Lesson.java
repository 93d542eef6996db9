package workbook.lab.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import workbook.harness.Page;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.Markdown;
import workbook.lab.book.Stage;
import workbook.lab.learn.Hints;

/**
 * Puts hints and answers into a lesson, folded: the hints after the task, each answer behind its
 * question.
 *
 * @param render gives HTML of Markdown
 */
record Lesson(Book book, Stage stage, UnaryOperator<String> render) {

  private static final String EXPLAIN = "**Explain";

  void complete(Node document) {
    Optional<Markdown> answers = answers(book, stage.name());
    for (Exercise exercise : stage.exercises()) {
      Section section = new Section(document, exercise.id());
      if (!exercise.walkedThrough()) {
        hints(exercise).ifPresent(html -> section.insertAfter("Check", html));
      }
      answers
          .flatMap(text -> text.section(exercise.id()))
          .ifPresent(text -> insertAnswers(section, text));
    }
  }

  /** Puts the answers of a lab at its end. */
  static void completeLab(Book book, Path readme, Node document, UnaryOperator<String> render) {
    String name = readme.getParent().getFileName().toString();
    answers(book, "lab-" + name)
        .map(text -> String.join("\n", text.lines().stream().skip(1).toList()))
        .ifPresent(
            text -> document.appendChild(answer("Answers to the questions", render.apply(text))));
  }

  private static Optional<Markdown> answers(Book book, String name) {
    Path file = book.solutions().resolve("answers").resolve(name + ".md");
    return Files.isRegularFile(file)
        ? Optional.of(Markdown.of(Stage.read(file)))
        : Optional.empty();
  }

  private void insertAnswers(Section section, String text) {
    int explain = text.indexOf(EXPLAIN);
    String predicted = explain < 0 ? text : text.substring(0, explain);
    section.insertAfter(
        "Predict", answer("Have you predicted it? The answer", render.apply(predicted)));
    if (explain < 0) return;
    section.insertAfter(
        "Explain",
        answer("Have you explained it? The answers", render.apply(text.substring(explain))));
  }

  private static HtmlBlock answer(String summary, String html) {
    return folded("answer", summary, html);
  }

  private Optional<HtmlBlock> hints(Exercise exercise) {
    List<String> steps = Hints.of(book, exercise).steps();
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      String summary = "Hint %d of %d".formatted(i + 1, steps.size());
      html.append(folded("hint", summary, render.apply(steps.get(i))).getLiteral());
    }
    return steps.isEmpty() ? Optional.empty() : Optional.of(block(html.toString()));
  }

  private static HtmlBlock folded(String kind, String summary, String html) {
    return block(
        "<details class=\"%s\"><summary>%s</summary>%n%s</details>%n"
            .formatted(kind, Page.escape(summary), html));
  }

  private static HtmlBlock block(String html) {
    HtmlBlock block = new HtmlBlock();
    block.setLiteral(html);
    return block;
  }

  /** The part of a document that is about one exercise. */
  private record Section(Node document, String id) {

    /**
     * Puts a block at the end of a part of the section; at its own end if there is no such part.
     */
    void insertAfter(String part, Node block) {
      Node at = document.getFirstChild();
      while (at != null && !isHeading(at, 2, id)) at = at.getNext();
      if (at == null) return;
      Node last = at;
      boolean inside = false;
      for (Node one = at.getNext(); one != null && !isHeading(one, 2, ""); one = one.getNext()) {
        if (inside && isHeading(one, 3, "")) break;
        inside |= isHeading(one, 3, part);
        last = one;
      }
      last.insertAfter(block);
    }

    private static boolean isHeading(Node node, int level, String start) {
      return node instanceof Heading heading
          && heading.getLevel() == level
          && (text(heading) + " ").startsWith(start.isEmpty() ? "" : start + " ");
    }

    private static String text(Heading heading) {
      StringBuilder text = new StringBuilder();
      heading.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Text one) {
              text.append(one.getLiteral());
            }
          });
      return text.toString();
    }
  }
}
