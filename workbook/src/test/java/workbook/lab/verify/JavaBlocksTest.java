package workbook.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.lab.book.Book;

class JavaBlocksTest {

  @TempDir Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Tally look(String lesson, String code) throws IOException {
    write("pom.xml", "<module>01-first</module><module>02-second</module>");
    write("01-first/pom.xml", "<given>multinode/process/, multinode/node/</given>");
    write("02-second/pom.xml", "<given>multinode/process/, multinode/building/</given>");
    for (String room : new String[] {"process/Pid", "node/Node", "building/Rooms"}) {
      write("solutions/src/main/java/multinode/" + room + ".java", "");
    }
    write("solutions/src/main/java/multinode/genserver/package-info.java", "");
    write(lesson, "# A lesson\n```java\n" + code + "\n```\n");
    Tally tally = new Tally();
    new JavaBlocks(Setting.of(new Book(root))).run(tally);
    return tally;
  }

  @Test
  void aLessonMayUseTheRoomsOfItsStage() throws IOException {
    assertThat(look("02-second/README.md", "Rooms rooms = Rooms.standard();").passed()).isOne();
  }

  @Test
  void itMayNotUseThoseOfLaterStages() throws IOException {
    assertThat(look("01-first/README.md", "Rooms rooms = Rooms.standard();").problems())
        .singleElement()
        .satisfies(item -> assertThat(item.problem()).contains("cannot find symbol"));
  }

  @Test
  void theReadmeMayUseAll() throws IOException {
    assertThat(look("README.md", "Pid of(Node node, Rooms rooms) { return node.user(); }").passed())
        .isOne();
  }
}
