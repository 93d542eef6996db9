package workbook.lab.book;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says where a file is not UTF-8: an editor has saved it in another encoding. */
final class NotUtf8 {

  private NotUtf8() {}

  static Trouble trouble(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      CharBuffer read = CharBuffer.allocate(bytes.remaining());
      StandardCharsets.UTF_8.newDecoder().decode(bytes, read, true);
      String before = read.flip().toString();
      long line = 1 + before.chars().filter(letter -> letter == '\n').count();
      return Trouble.of(
          "%s is not UTF-8 (byte 0x%02X in line %d); save it as UTF-8.",
          file, bytes.get(bytes.position()), line);
    } catch (IOException e) {
      return Trouble.of("Cannot read %s: %s", file, Trouble.reason(e));
    }
  }
}
