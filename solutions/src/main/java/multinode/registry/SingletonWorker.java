package multinode.registry;

import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.process.Context;
import multinode.process.From;

/** A server of which there is to be one in the whole cluster; it tells where it runs. */
public record SingletonWorker() implements GenServer<String> {

  /** On which node does it run? */
  public record Where() implements Request<String> {}

  @Override
  public Init<String> init(Context self) {
    self.println("SingletonWorker running on " + self.self().node());
    return Init.ok(self.self().node());
  }

  @Override
  public CallResult<String> handleCall(Request<?> request, From from, String node, Context self) {
    if (!(request instanceof Where where)) throw unknown(request);
    return where.reply(node, node);
  }
}
