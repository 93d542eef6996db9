package workbook.lab.handout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * One file of a handout.
 *
 * @param path from the handout's folder, with slashes
 * @param content what is in it
 * @param executable whether it is a program
 */
record HandoutFile(String path, byte[] content, boolean executable) {

  static HandoutFile text(String path, String text) {
    return new HandoutFile(path, text.getBytes(StandardCharsets.UTF_8), false);
  }

  /** A file of the workbook as it is. */
  static HandoutFile copy(String path, Path from) throws IOException {
    return new HandoutFile(path, Files.readAllBytes(from), Files.isExecutable(from));
  }

  /** Writes it below a folder, which may be one in a zip file. */
  void writeTo(Path folder) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      String mode = executable ? "rwxr-xr-x" : "rw-r--r--";
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
  }
}
