package multinode.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.function.Consumer;
import workbook.Todo;

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
    // 1.4: four bytes for the length, which nobody knows before the content is written.
    throw new Todo("1.4", "append the length and the content, or nothing");
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
    // 1.4: the length first; do not believe it before it is checked.
    throw new Todo("1.4", "read one whole frame");
  }
}
