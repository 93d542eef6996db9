package workbook.lab.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import workbook.harness.Ports;
import workbook.harness.ProgramResult;
import workbook.lab.book.UserError;

/**
 * Erlang/OTP as it is installed on this machine, measured by a script of this workbook with an epmd
 * and a cookie of its own, on 127.0.0.1 only.
 */
public final class Otp {

  private static final String SCRIPT = "otp_bench.erl";
  private static final String HOST = "127.0.0.1";

  private final Path erl;
  private final Path erlc;
  private final Path epmd;

  private Otp(Path erl, Path erlc, Path epmd) {
    this.erl = erl;
    this.erlc = erlc;
    this.epmd = epmd;
  }

  /**
   * Erlang/OTP on the {@code PATH}.
   *
   * @throws UserError when it is not there, with how to get it
   */
  public static Otp find() {
    return new Otp(program("erl"), program("erlc"), program("epmd"));
  }

  private static Path program(String name) {
    return ProgramResult.find(List.of(name, name + ".exe"))
        .orElseThrow(() ->
            UserError.of(
                "There is no %s on the PATH. Get Erlang/OTP: apt-get install erlang-base, or brew"
                    + " install erlang, or erlang.org/downloads",
                name));
  }

  /**
   * Measures some rows. Blocks for minutes.
   *
   * @param folder where the compiled script is left
   * @param quick only to see that it works
   * @param told is told each row that is done
   * @return the lines that the script printed
   * @throws UserError when it cannot be run to its end
   */
  public List<String> measure(Path folder, boolean quick, List<String> rows, Consumer<String> told)
      throws IOException, InterruptedException {
    compile(folder);
    String port = Integer.toString(Ports.free());
    Process mapper = start(port, List.of(epmd.toString(), "-address", HOST, "-port", port));
    try {
      List<String> command = new ArrayList<>(List.of(erl.toString(), "-noshell"));
      command.addAll(List.of("-name", "m@" + HOST, "-setcookie", UUID.randomUUID().toString()));
      command.addAll(List.of("-start_epmd", "false"));
      command.addAll(List.of("-kernel", "inet_dist_use_interface", "{127,0,0,1}"));
      command.addAll(List.of("-pa", folder.toString(), "-run", "otp_bench", "main"));
      command.add(quick ? "quick" : "full");
      command.addAll(rows);
      Process bench = start(port, command);
      List<String> lines = run(bench, told);
      if (bench.exitValue() != 0) throw failed(lines);
      return lines;
    } finally {
      mapper.destroy();
    }
  }

  private static UserError failed(List<String> lines) {
    List<String> last = lines.subList(Math.max(0, lines.size() - 10), lines.size());
    return UserError.of(
        "Erlang/OTP was not measured to the end; the last that it said:%n  %s",
        String.join("\n  ", last));
  }

  private void compile(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path script = folder.resolve(SCRIPT);
    try (InputStream in = Otp.class.getResourceAsStream(SCRIPT)) {
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    }
    Process compiler =
        start("", List.of(erlc.toString(), "-o", folder.toString(), script.toString()));
    List<String> said = run(compiler, line -> {});
    if (compiler.exitValue() != 0) {
      throw UserError.of("erlc cannot compile %s:%n%s", script, String.join("\n", said));
    }
  }

  private static Process start(String epmdPort, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("ERL_EPMD_PORT", epmdPort);
    builder.environment().put("ERL_CRASH_DUMP_BYTES", "0");
    return builder.start();
  }

  private static List<String> run(Process process, Consumer<String> told)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    String row = "";
    try (BufferedReader out = process.inputReader()) {
      for (String line; (line = out.readLine()) != null; ) {
        lines.add(line);
        String[] words = line.split("\t");
        if (words.length == 5 && !words[2].equals(row)) told.accept(row = words[2]);
      }
      process.waitFor();
      return lines;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
    }
  }
}
