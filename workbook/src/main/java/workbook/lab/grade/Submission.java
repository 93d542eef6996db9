package workbook.lab.grade;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import workbook.lab.book.Exercise;
import workbook.lab.book.Stage;
import workbook.lab.compile.Source;

/**
 * What a student has handed in: the files of exercises, and nothing else of it.
 *
 * @param name the student's, as the folder or zip file is named
 * @param where it lies
 * @param texts what is in each file, by its path: {@code 01-manual-connect/src/main/java/…}
 * @param problems why a file that is there cannot be used, by its path
 * @param note what is wrong with all of it; empty when nothing is
 */
record Submission(
    String name, Path where, Map<String, String> texts, Map<String, String> problems, String note) {

  Submission {
    texts = Map.copyOf(texts);
    problems = Map.copyOf(problems);
  }

  /** One of which nothing can be read. */
  static Submission unreadable(String name, Path where, String why) {
    return new Submission(name, where, Map.of(), Map.of(), why);
  }

  /** The path of an exercise's file in any copy of the workbook. */
  static String path(Stage stage, String file) {
    return stage.name() + "/src/main/java/" + file;
  }

  /** The files for a stage, as if they lay in the workbook itself. */
  Map<String, Source> sources(Stage stage) {
    Map<String, Source> sources = new TreeMap<>();
    for (Exercise exercise : stage.exercises()) {
      for (String file : exercise.files()) {
        String text = texts.get(path(stage, file));
        if (text == null) continue;
        sources.put(file, new Source(file, stage.sources().resolve(file), text));
      }
    }
    return sources;
  }
}
