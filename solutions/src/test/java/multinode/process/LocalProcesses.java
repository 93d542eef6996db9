package multinode.process;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.HarnessExtension;

/** The processes of one node without others, ended with the test. */
@ExtendWith(HarnessExtension.class)
abstract class LocalProcesses {

  static final Duration SHORT = Duration.ofMillis(20);

  /** Looks, and does not wait. */
  static final Duration NOW = Duration.ZERO;

  static final ExitReason BOOM = ExitReason.because("boom");

  final Processes processes =
      new Processes("a@127.0.0.1", 7, Uplink.none(), new Events("a@127.0.0.1"));

  @AfterEach
  final void end() {
    processes.close();
  }

  /** A process that does what the test tells it. */
  final Puppet puppet() {
    return new Puppet(processes);
  }

  /** The same, which gets exit signals as messages. */
  final Puppet trapper() {
    Puppet puppet = puppet();
    puppet.runs(context -> context.trapExit(true));
    return puppet;
  }

  /** A process that waits for ever. */
  final Pid sleeper() {
    return processes.spawn(Context::receive, null);
  }
}
