package multinode.bench;

import java.io.IOException;
import java.io.Writer;

/** A shell that is already running when something is to be killed, so that no start is measured. */
final class KillShell implements AutoCloseable {

  private final Writer in;

  KillShell() throws IOException {
    in =
        new ProcessBuilder("/bin/sh")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .outputWriter();
  }

  /** Kills without notice; returns the moment just before. */
  long kill(Child child) throws IOException {
    long moment = BenchNode.moment();
    in.write("kill -9 " + child.pid() + "\n");
    in.flush();
    return moment;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
