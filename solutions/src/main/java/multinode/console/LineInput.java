package multinode.console;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What somebody types, a line at a time: a reader takes no more than up to the end of a line, so
 * that the next line is for the next reader.
 */
final class LineInput extends FilterInputStream {

  LineInput(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) return 0;
    int count = 0;
    for (int next = 0; count < length && next != '\n'; count++) {
      next = in.read();
      if (next < 0) return count == 0 ? -1 : count;
      bytes[offset + count] = (byte) next;
    }
    return count;
  }

  /** None is known to be there: a decoder that believes so reads on. */
  @Override
  public int available() {
    return 0;
  }
}
