package workbook.lab.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RootTest {

  private static final Path JDK = Path.of("/b/opt/java/openjdk");

  @Test
  void takesTheLoaderAndTheLibrariesOfTheSystemAndNotThoseOfTheJdk() {
    String said =
        """
        /b/opt/java/openjdk/bin/java:
        \tlinux-vdso.so.1 (0x00007ffd8a5f2000)
        \tlibz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f1e0a1c6000)
        \tlibjli.so => /b/opt/java/openjdk/bin/../lib/libjli.so (0x00007f1e0a1b0000)
        \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1e09fcf000)
        \t/lib64/ld-linux-x86-64.so.2 (0x00007f1e0a1ec000)
        /b/opt/java/openjdk/lib/libnet.so:
        \tlibjvm.so => not found
        \tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f1e09fcf000)
        """;
    assertThat(Root.needed(said, JDK))
        .containsExactly(
            Path.of("/lib/x86_64-linux-gnu/libc.so.6"),
            Path.of("/lib/x86_64-linux-gnu/libz.so.1"),
            Path.of("/lib64/ld-linux-x86-64.so.2"));
  }

  @Test
  void readsWhatMuslSays() {
    String said =
        """
        \t/lib/ld-musl-x86_64.so.1 (0x7f5c0a2d6000)
        \tlibc.musl-x86_64.so.1 => /lib/ld-musl-x86_64.so.1 (0x7f5c0a2d6000)
        """;
    assertThat(Root.needed(said, JDK)).containsExactly(Path.of("/lib/ld-musl-x86_64.so.1"));
  }
}
