package workbook.lab.book;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says where a file is not UTF-8: an editor has saved it in another encoding. */
public final class NotUtf8 {

  private NotUtf8() {}

  static UserError error(Path file) {
    try {
      return UserError.of("%s is %s.", file, where(Files.readAllBytes(file)));
    } catch (IOException e) {
      return UserError.of("Cannot read %s: %s", file, UserError.reason(e));
    }
  }

  /** Such as: not UTF-8 (byte 0xE9 in line 3); save it as UTF-8. */
  public static String where(byte[] contents) {
    ByteBuffer bytes = ByteBuffer.wrap(contents);
    CharBuffer read = CharBuffer.allocate(bytes.remaining());
    StandardCharsets.UTF_8.newDecoder().decode(bytes, read, true);
    String before = read.flip().toString();
    long line = 1 + before.chars().filter(letter -> letter == '\n').count();
    return "not UTF-8 (byte 0x%02X in line %d); save it as UTF-8"
        .formatted(bytes.get(bytes.position()), line);
  }
}
