package multinode.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.function.Consumer;

/**
 * Cuts the stream of bytes between two nodes into frames: four bytes that tell how many follow, the
 * highest first, then so many. TCP delivers bytes in order but knows no messages; this is the
 * smallest protocol that does.
 */
public final class Frames {

  private Frames() {}

  /**
   * Appends a frame.
   *
   * @param out what to append to
   * @param content writes what is in the frame; when it throws, nothing is appended
   * @param limit how many bytes a frame may hold, without the four that tell its length
   * @throws CodecException when the content is larger than that; nothing is appended
   */
  public static void append(Buffer out, Consumer<Buffer> content, int limit) {
    int start = out.size();
    boolean complete = false;
    try {
      out.putInt(0);
      content.accept(out);
      int length = out.size() - start - 4;
      if (length > limit) {
        throw new CodecException(
            "a message of %,d bytes is larger than the limit of %,d".formatted(length, limit));
      }
      out.setInt(start, length);
      complete = true;
    } finally {
      if (!complete) out.truncate(start, Integer.MAX_VALUE);
    }
  }

  /**
   * Reads the next frame. Blocks until all of it is there. Takes no memory for a frame that it
   * refuses.
   *
   * @return what is in the frame
   * @throws EOFException when the stream ends, between two frames or in one
   * @throws ProtocolException when the frame says that it is longer than {@code limit}, or of
   *     negative length
   */
  public static byte[] read(DataInputStream in, int limit) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > limit) {
      throw new ProtocolException(
          "a frame that says it has %,d bytes; the limit is %,d".formatted(length, limit));
    }
    byte[] frame = new byte[length];
    in.readFully(frame);
    return frame;
  }
}
