package multinode.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import multinode.node.Cookie;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CookieFileTest {

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  @TempDir private Path home;

  private Path path() {
    return home.resolve(".multinode.cookie");
  }

  private CookieFile file() {
    return new CookieFile(path());
  }

  private void holds(String text, String permissions) throws IOException {
    Files.writeString(path(), text);
    if (POSIX) Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString(permissions));
  }

  /** Two cookies are the same when they sign the same. */
  private static void assertSame(Cookie one, Cookie other) {
    assertThat(one.sign("text")).isEqualTo(other.sign("text"));
  }

  private void refused(String said) {
    assertThatThrownBy(() -> file().read())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(path().toString(), "--cookie")
        .hasMessageContaining(said)
        .message()
        .hasLineCount(1);
  }

  @Test
  @DisplayName("where there is none, one is made: long, random, for its owner's eyes only")
  void made() throws IOException {
    Cookie cookie = file().read();

    assertThat(path()).content().matches("[0-9a-f]{32}");
    assertSame(file().read(), cookie);
    if (POSIX) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
          .isEqualTo("rw-------");
    }
    assertThat(home.toFile().list()).as("and nothing else is left").hasSize(1);
    String first = Files.readString(path());
    Files.delete(path());
    file().read();
    assertThat(path()).content().isNotEqualTo(first);
  }

  @Test
  @DisplayName("many nodes that start at the same moment make one cookie")
  void race() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Cookie>> reading = new ArrayList<>();
      for (int i = 0; i < 20; i++) reading.add(() -> file().read());
      for (Future<Cookie> one : threads.invokeAll(reading)) assertSame(one.get(), file().read());
    }
    assertThat(home.toFile().list()).hasSize(1);
  }

  @Test
  @DisplayName("one that was typed is taken as it is, without the end of its line")
  void typed() throws IOException {
    holds("monster\n", "r--------");
    assertSame(file().read(), Cookie.of("monster"));
  }

  @Test
  @DisplayName("one with no cookie in it is refused: the error names it, and tells what to do")
  void noCookie() throws IOException {
    holds("", "rw-------");
    refused("a cookie is 1 to 255");
    holds("\n\n", "rw-------");
    refused("a cookie is 1 to 255");
    holds("two words", "rw-------");
    refused("a cookie is 1 to 255");
    assertThatThrownBy(() -> file().read()).hasMessageNotContaining("two words");
  }

  @Test
  @DisplayName("one that others can read is refused: it is no secret")
  void readByOthers() throws IOException {
    assumeTrue(POSIX, "only POSIX file systems have permissions for others");
    for (String permissions : List.of("rw-r-----", "rw----r--", "rw--w----")) {
      holds("monster", permissions);
      refused("chmod 600");
    }
    holds("monster", "rw-------");
    assertSame(file().read(), Cookie.of("monster"));
  }

  @Test
  @DisplayName("one that cannot be read is refused, and so is a home that does not exist")
  void unreadable() throws IOException {
    Files.createDirectory(path());
    refused("no cookie to be had");
    Files.delete(path());
    CookieFile nowhere = new CookieFile(home.resolve("nobody").resolve("cookie"));
    assertThatThrownBy(nowhere::read)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(nowhere.path().toString(), "--cookie");
    holds("monster", "---------");
    assumeTrue(!Files.isReadable(path()), "who is root can read everything");
    refused("no cookie to be had");
  }
}
