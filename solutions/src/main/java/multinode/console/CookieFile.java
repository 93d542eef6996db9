package multinode.console;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import multinode.node.Cookie;

/**
 * The cookie that a user's nodes share when they are given none: a file that only its owner can
 * read, made at the first start. Erlang's is {@code ~/.erlang.cookie}.
 */
record CookieFile(Path path) {

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final Set<PosixFilePermission> OWNERS =
      Set.copyOf(PosixFilePermissions.fromString("rwx------"));

  static CookieFile ofUser() {
    return new CookieFile(Path.of(System.getProperty("user.home"), ".multinode.cookie"));
  }

  /**
   * Reads the cookie, and makes it when there is none.
   *
   * @throws IOException naming the file, when it can be neither read nor made, or others can read
   *     it
   */
  Cookie read() throws IOException {
    try {
      if (!Files.exists(path)) make();
      if (POSIX && !OWNERS.containsAll(Files.getPosixFilePermissions(path))) {
        throw new IOException("others have access to it: chmod 600");
      }
      return Cookie.of(Files.readString(path).strip());
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "no cookie to be had from %s (%s); give one with --cookie".formatted(path, e), e);
    }
  }

  private void make() throws IOException {
    FileAttribute<?>[] owner =
        POSIX
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    Path draft = Files.createTempFile(path.getParent(), ".multinode", ".cookie", owner);
    try {
      Files.writeString(draft, HexFormat.of().formatHex(random));
      Files.createLink(path, draft);
    } catch (FileAlreadyExistsException anotherNodeWasFaster) {
      // Its cookie is read.
    } finally {
      Files.delete(draft);
    }
  }
}
