package workbook.lab.grade;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import workbook.lab.book.NotUtf8;
import workbook.lab.compile.Source;

/**
 * The text of a submitted file, or why there is none.
 *
 * @param text what is in it
 * @param problem why it cannot be used; empty when it can
 */
record Text(String text, String problem) {

  /** Reads a stream, and no more of it than a file may have. */
  static Text of(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(Submissions.MOST_BYTES + 1);
    if (bytes.length > Submissions.MOST_BYTES) {
      return new Text("", "is larger than %d KB".formatted(Submissions.MOST_BYTES >> 10));
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      String text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
      return Source.isMarked(text) ? new Text("", "is " + NotUtf8.MARKED) : new Text(text, "");
    } catch (CharacterCodingException e) {
      return new Text("", "is not UTF-8; save it as UTF-8");
    }
  }
}
