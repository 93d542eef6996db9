package workbook.lab.grade;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import workbook.lab.book.Stage;

/**
 * A submission that is a zip file. Nothing of it is unpacked: what its entries are called decides
 * only whether they are read. All that is read is of one copy of the workbook.
 */
record Zip(Path file, List<Stage> stages) {

  private static final int MOST_ENTRIES = 20_000;

  /** Of no file of the workbook; who makes longer ones does not want to be graded. */
  private static final int LONGEST_NAME = 1_000;

  private static final Pattern HIDDEN = Pattern.compile("/\\.[^./]");

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
    SortedMap<String, Map<String, ZipEntry>> copies = copies(zip);
    if (copies.isEmpty()) return Submission.unreadable(name, file, Submissions.none(stages));
    List<String> nearest =
        copies.keySet().stream().filter(one -> depth(one) == depth(copies.firstKey())).toList();
    if (nearest.size() > 1) {
      String several =
          "there are several workbooks in it: "
              + String.join(" ", nearest.subList(0, 2))
              + (nearest.size() > 2 ? " …" : "");
      return Submission.unreadable(name, file, several);
    }
    Map<String, String> texts = new HashMap<>();
    Map<String, String> problems = new HashMap<>();
    for (var one : copies.get(nearest.getFirst()).entrySet()) {
      try (InputStream in = zip.getInputStream(one.getValue())) {
        Text text = Text.of(in);
        if (text.problem().isEmpty()) texts.put(one.getKey(), text.text());
        else problems.put(one.getKey(), text.problem());
      } catch (ZipException e) {
        problems.put(one.getKey(), "cannot be unpacked: " + e.getMessage());
      }
    }
    return new Submission(name, file, texts, problems, "");
  }

  /**
   * The files that count, by their paths, of each copy of the workbook, by the folder it lies in:
   * those below few folders first. What {@code ./lab} keeps in hidden folders is no copy.
   */
  private SortedMap<String, Map<String, ZipEntry>> copies(ZipFile zip) {
    SortedMap<String, Map<String, ZipEntry>> copies =
        new TreeMap<>(Comparator.comparingInt(Zip::depth).thenComparing(Comparator.naturalOrder()));
    Set<String> paths = Submissions.paths(stages);
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (entry.getName().length() > LONGEST_NAME) continue;
      String at = "/" + entry.getName().replace('\\', '/');
      for (String path : paths) {
        if (!at.endsWith("/" + path)) continue;
        String folder = at.substring(0, at.length() - path.length());
        if (HIDDEN.matcher(folder).find()) continue;
        copies.computeIfAbsent(folder, _ -> new HashMap<>()).putIfAbsent(path, entry);
      }
    }
    return copies;
  }

  private static int depth(String folder) {
    return folder.split("/").length;
  }
}
