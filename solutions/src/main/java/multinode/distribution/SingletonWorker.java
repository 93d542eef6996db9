package multinode.distribution;

import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.process.Context;

/** A server of which there is to be one in the whole cluster; it tells where it runs. */
public final class SingletonWorker implements GenServer<String> {

  /** The worker. */
  public SingletonWorker() {}

  @Override
  public Init<String> init(Context self) {
    self.println("SingletonWorker running on " + self.self().node());
    return Init.ok(self.self().node());
  }
}
