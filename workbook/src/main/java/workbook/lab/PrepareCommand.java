package workbook.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import workbook.lab.book.UserError;
import workbook.lab.compile.TestClasses;
import workbook.lab.learn.HandedOutFiles;
import workbook.lab.node.StartCaches;
import workbook.lab.run.Job;
import workbook.lab.run.TestJvm;
import workbook.lab.tours.Tours;

/**
 * {@code ./lab prepare}, which the script runs after a build: keeps all jars in one folder, where
 * no later build and no purge of Maven's repository takes them from a running node; keeps the files
 * that students write to; and records what makes the next starts fast.
 */
@Command(name = "prepare", hidden = true)
final class PrepareCommand extends LabCommand {

  @Override
  public Integer call() throws Exception {
    Path lib = Files.createDirectories(book.state().resolve("lib"));
    Set<Path> kept = new HashSet<>();
    for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
      kept.add(keep(Path.of(jar), lib));
    }
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib)) {
      for (Path jar : jars) if (!kept.contains(jar)) Files.delete(jar);
    }
    new HandedOutFiles(book).keep();
    try {
      Tours.write(book);
    } catch (UserError codeHasMoved) {
      screen.sentence("%s", codeHasMoved.getMessage()); // In the log of the build: all else works.
    }
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      beside.submit(() -> {
        TestJvm.record(book, Job.warmUp(book, TestClasses.of(book)));
        return 0;
      });
      StartCaches.record(book);
    }
    return 0;
  }

  private static Path keep(Path jar, Path lib) throws IOException {
    Path kept = lib.resolve(jar.getFileName());
    if (Files.exists(kept) && Files.mismatch(jar, kept) < 0) return kept;
    Path draft = lib.resolve(jar.getFileName() + ".new");
    Files.copy(jar, draft, StandardCopyOption.REPLACE_EXISTING);
    return Files.move(draft, kept, StandardCopyOption.REPLACE_EXISTING);
  }
}
