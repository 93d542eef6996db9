package workbook.lab.book;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file is not plain UTF-8: an editor has saved it in another encoding, or with a mark. */
public final class NotUtf8 extends UserError {

  private static final long serialVersionUID = 1;

  /** What is wrong with a text that begins with a byte order mark. */
  public static final String MARKED =
      "UTF-8 with a byte order mark, which Java takes for a letter; save it as UTF-8 without BOM";

  private final String where;

  private NotUtf8(Path file, String where) {
    super("%s is %s.".formatted(file, where));
    this.where = where;
  }

  static NotUtf8 of(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    CharBuffer read = CharBuffer.allocate(bytes.remaining());
    StandardCharsets.UTF_8.newDecoder().decode(bytes, read, true);
    String before = read.flip().toString();
    long line = 1 + before.chars().filter(letter -> letter == '\n').count();
    return new NotUtf8(
        file,
        "not UTF-8 (byte 0x%02X in line %d); save it as UTF-8"
            .formatted(bytes.get(bytes.position()), line));
  }

  /** One whose text begins with a byte order mark, as some editors on Windows write it. */
  public static NotUtf8 marked(Path file) {
    return new NotUtf8(file, MARKED);
  }

  /** Such as: not UTF-8 (byte 0xE9 in line 3); save it as UTF-8. */
  public String where() {
    return where;
  }
}
