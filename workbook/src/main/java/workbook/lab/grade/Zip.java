package workbook.lab.grade;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import workbook.lab.book.Stage;

/**
 * A submission that is a zip file. Nothing of it is unpacked: what its entries are called decides
 * only whether they are read.
 */
record Zip(Path file, List<Stage> stages) {

  private static final int MOST_ENTRIES = 20_000;

  Submission read(String name) throws IOException {
    // Windows writes names in the code page of its country. Those that count are ASCII in each.
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
      if (zip.size() == 0) return Submission.unreadable(name, file, "the zip file is empty");
      if (zip.size() > MOST_ENTRIES) {
        return Submission.unreadable(
            name,
            file,
            "the zip file has %d entries; hand in no target folder".formatted(zip.size()));
      }
      return read(name, zip);
    } catch (ZipException e) {
      return Submission.unreadable(name, file, "it is no zip file: " + e.getMessage());
    }
  }

  private Submission read(String name, ZipFile zip) throws IOException {
    Map<String, String> texts = new HashMap<>();
    Map<String, String> problems = new HashMap<>();
    for (String path : Submissions.paths(stages)) {
      Optional<? extends ZipEntry> entry = entry(zip, path);
      if (entry.isEmpty()) continue;
      try (InputStream in = zip.getInputStream(entry.get())) {
        Text text = Text.of(in);
        if (text.problem().isEmpty()) texts.put(path, text.text());
        else problems.put(path, text.problem());
      } catch (ZipException e) {
        problems.put(path, "cannot be unpacked: " + e.getMessage());
      }
    }
    boolean nothing = texts.isEmpty() && problems.isEmpty();
    return new Submission(name, file, texts, problems, nothing ? Submissions.none(stages) : "");
  }

  /** The one of that path, below as few folders as possible. */
  private static Optional<? extends ZipEntry> entry(ZipFile zip, String path) {
    return zip.stream()
        .filter(entry -> !entry.isDirectory())
        .filter(entry -> ("/" + entry.getName().replace('\\', '/')).endsWith("/" + path))
        .min(Comparator.comparingInt(entry -> entry.getName().length()));
  }
}
