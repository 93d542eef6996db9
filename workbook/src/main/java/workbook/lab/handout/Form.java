package workbook.lab.handout;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import workbook.lab.book.UserError;

/** As what a handout is given to students. */
public enum Form {
  /** A folder. */
  FOLDER {
    @Override
    void write(Collection<HandoutFile> files, Path to) throws IOException {
      for (HandoutFile file : files) file.writeTo(to);
    }
  },
  /** A zip file, with a folder in it. */
  ZIP {
    @Override
    void write(Collection<HandoutFile> files, Path to) throws IOException {
      Files.createDirectories(to.toAbsolutePath().getParent());
      Map<String, String> posix = Map.of("create", "true", "enablePosixFileAttributes", "true");
      try (FileSystem zip = FileSystems.newFileSystem(to, posix)) {
        for (HandoutFile file : files) file.writeTo(zip.getPath("/multinode"));
      }
    }
  },
  /** A git repository with one commit. */
  GIT {
    @Override
    void write(Collection<HandoutFile> files, Path to) throws IOException, InterruptedException {
      FOLDER.write(files, to);
      Repository.init(to).commit("Hand out the workbook");
    }
  },
  /** One more commit in a git repository that was handed out before. */
  HISTORY {
    @Override
    void check(Path to) throws IOException, InterruptedException {
      Repository.handedOut(to);
    }

    @Override
    void write(Collection<HandoutFile> files, Path to) throws IOException, InterruptedException {
      Repository repository = Repository.handedOut(to);
      repository.removeAll();
      for (HandoutFile file : files) file.writeTo(to);
      repository.commit("Update the handout");
    }
  };

  abstract void write(Collection<HandoutFile> files, Path to)
      throws IOException, InterruptedException;

  /** Refuses a place where this cannot be written, before anything is made. */
  void check(Path to) throws IOException, InterruptedException {
    if (Files.isDirectory(to)) {
      try (Stream<Path> inside = Files.list(to)) {
        if (inside.findAny().isEmpty()) return;
      }
    } else if (Files.notExists(to)) {
      return;
    }
    throw UserError.of("%s exists already. Name a new place, or remove what is there.", to);
  }
}
