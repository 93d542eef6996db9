package multinode.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** A socket to a peer that is played in memory: it answers as its script says, and then closes. */
final class ScriptedSocket extends Socket {

  private final Iterator<Supplier<byte[]>> script;

  /** The peer sends one of these each time when all that it has sent so far was read. */
  ScriptedSocket(List<Supplier<byte[]>> script) {
    this.script = script.iterator();
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      private InputStream now = InputStream.nullInputStream();

      @Override
      public int read() throws IOException {
        return fill() ? now.read() : -1;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return fill() ? now.read(bytes, offset, length) : -1;
      }

      private boolean fill() throws IOException {
        while (now.available() == 0) {
          if (!script.hasNext()) return false;
          now = new ByteArrayInputStream(script.next().get());
        }
        return true;
      }
    };
  }

  @Override
  public OutputStream getOutputStream() {
    return OutputStream.nullOutputStream();
  }

  @Override
  public void setSoTimeout(int timeout) {
    // It never keeps anybody waiting.
  }
}
