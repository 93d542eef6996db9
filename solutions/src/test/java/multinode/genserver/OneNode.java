package multinode.genserver;

import multinode.process.Events;
import multinode.process.Pid;
import multinode.process.Processes;
import multinode.process.Puppet;
import multinode.process.Uplink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.harness.HarnessExtension;

/** Servers of one node without others, ended with the test. */
@ExtendWith(HarnessExtension.class)
abstract class OneNode {

  final Processes processes =
      new Processes("a@127.0.0.1", 7, Uplink.none(), new Events("a@127.0.0.1"));
  final Puppet caller = new Puppet(processes);

  @AfterEach
  final void end() {
    processes.close();
  }

  final Pid start(GenServer<?> server) {
    return caller.does(self -> GenServer.start(self, server).orThrow());
  }

  final <R> R call(Pid server, Request<R> request) {
    return caller.does(self -> GenServer.call(self, server, request));
  }
}
