package workbook.lab.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import workbook.lab.book.Book;
import workbook.lab.book.Exercise;
import workbook.lab.book.NotUtf8;
import workbook.lab.book.Stage;

/**
 * Files of a student, compiled to lie over the finished system: what they have takes the place of
 * what it has, and all else is the finished code.
 *
 * <p>A file of an exercise that does not compile, is missing, or lacks a method that others call
 * stops only its own exercise. For the others an {@link Unfinished} stands in for it; the finished
 * code never does.
 *
 * @param classes the folder with the classes
 * @param errors what is wrong, the one to look at first first
 * @param exercises whose files were to be there
 */
public record Overlay(Path classes, List<CompileError> errors, List<Exercise> exercises) {

  private static final String MODULE =
      "this file turns your code into a Java module, which cannot see the workbook; delete it";

  /** Lists become unmodifiable. */
  public Overlay {
    errors = List.copyOf(errors);
    exercises = List.copyOf(exercises);
  }

  /** Compiles all that a student has in some stages; of two files of one name the later counts. */
  public static Overlay of(Book book, List<Stage> stages) throws IOException {
    Map<String, Source> sources = new TreeMap<>();
    List<CompileError> unreadable = new ArrayList<>();
    for (Stage stage : stages) {
      for (Path file : Stage.javaFiles(stage.sources())) {
        if (file.endsWith("module-info.java")) {
          unreadable.add(new CompileError(file, 0, 0, MODULE));
          continue;
        }
        try {
          Source source = Source.read(stage.sources(), file);
          sources.put(source.name(), source);
        } catch (NotUtf8 e) {
          unreadable.add(new CompileError(file, 0, 0, "this file is " + e.where()));
        }
      }
    }
    List<Exercise> exercises = stages.stream().flatMap(s -> s.exercises().stream()).toList();
    return new Compilation(book, Javac::compile, sources, exercises, unreadable).overlay();
  }

  /** Compiles some files, without any that must be there. */
  public static Overlay of(Book book, Map<String, Source> sources) throws IOException {
    return of(book, sources, List.of());
  }

  /** Compiles some files, which ought to be all of some exercises'. */
  public static Overlay of(Book book, Map<String, Source> sources, List<Exercise> exercises)
      throws IOException {
    return of(book, sources, exercises, Javac::compile);
  }

  /** The same by another compiler. */
  public static Overlay of(
      Book book, Map<String, Source> sources, List<Exercise> exercises, Compiler compiler)
      throws IOException {
    return new Compilation(book, compiler, sources, exercises, List.of()).overlay();
  }

  /** What stops an exercise; empty when it can be tested. */
  public List<CompileError> errorsOf(Exercise exercise) {
    return errors.stream().anyMatch(error -> stops(error.file(), exercise)) ? errors : List.of();
  }

  /** A file that belongs to no exercise may be used by any. */
  private boolean stops(Path file, Exercise exercise) {
    return exercise.paths().contains(file)
        || exercises.stream().noneMatch(other -> other.paths().contains(file));
  }
}
