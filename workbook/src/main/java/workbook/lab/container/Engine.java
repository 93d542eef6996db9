package workbook.lab.container;

import java.io.IOException;
import workbook.harness.ProgramResult;

/** The container engine of this machine, or why there is none. */
public sealed interface Engine {

  /**
   * There is one.
   *
   * @param version which
   */
  record Ready(String version) implements Engine {}

  /**
   * There is none that could be used.
   *
   * @param why as the rest of a sentence
   * @param advice what to do
   */
  record Absent(String why, String advice) implements Engine {}

  /** Looks for it. */
  static Engine find() throws InterruptedException {
    try {
      ProgramResult said = Cli.DOCKER.run("version", "--format", "{{.Server.Version}}");
      return said.good() ? new Ready(said.out().strip()) : absent(said.err().strip());
    } catch (IOException noProgram) {
      return new Absent(
          "there is no program docker on the PATH",
          "install Docker, from docs.docker.com/get-docker");
    }
  }

  /** What it means when the client fails. */
  static Absent absent(String said) {
    if (said.contains("permission denied")) {
      return new Absent(
          "you have no permission for the socket of its engine",
          "sudo usermod -aG docker $USER, then log in again");
    }
    if (said.contains("Cannot connect") || said.contains("Is the docker daemon running")) {
      return new Absent(
          "installed, but no engine answers",
          "start Docker Desktop, or: sudo systemctl start docker");
    }
    String last = said.substring(said.lastIndexOf('\n') + 1);
    return new Absent("docker says: " + last, "fix that, then try again");
  }
}
