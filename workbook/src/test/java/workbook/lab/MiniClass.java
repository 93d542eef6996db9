package workbook.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What a class hands in for {@link MiniBook}: folders and zip files. */
record MiniClass(Path folder) {

  static final String FIRST = MiniBook.FIRST;

  /** A submission whose first exercise has this body. */
  void body(String student, String body) throws IOException {
    text(student, source(body));
  }

  static String source(String body) {
    return """
    package multinode.mini;
    public final class First {
      private First() {}
      public static int number() {
        %s
      }
    }
    """
        .formatted(body);
  }

  /** A submission whose first exercise has this text. */
  void text(String student, String text) throws IOException {
    file(student, FIRST, text);
  }

  void file(String student, String path, String text) throws IOException {
    Path file = folder.resolve(student).resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** A zip file with such entries. */
  void zip(String name, Map<String, String> entries) throws IOException {
    zip(name, StandardCharsets.UTF_8, entries);
  }

  /** The same, with names in some encoding. */
  void zip(String name, Charset names, Map<String, String> entries) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    try (OutputStream out = Files.newOutputStream(folder.resolve(name));
        ZipOutputStream zip = new ZipOutputStream(out, names)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** A file of so many megabytes of nothing, which a few kilobytes of zip hold. */
  void bomb(String name, int megabytes) throws IOException {
    byte[] nothing = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(folder.resolve(name));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(FIRST));
      for (int i = 0; i < megabytes; i++) zip.write(nothing);
    }
  }

  /** What grading wrote for each student: the points for the first exercise. */
  static Map<String, Integer> points(Path grades) throws IOException {
    Map<String, Integer> points = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(grades.resolve("grades.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      points.put(cells[0], Integer.parseInt(cells[1]));
    }
    return points;
  }
}
