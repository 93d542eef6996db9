package multinode.swarm;

import multinode.genserver.CallResult;
import multinode.genserver.GenServer;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.genserver.Result;
import multinode.process.Context;
import multinode.process.ExitReason;
import multinode.process.From;

/** A server that knows nothing of being moved: it starts over wherever it is started. */
record Plain<S>(GenServer<S> server) implements ClusterServer<S> {

  static <S> ClusterServer<S> of(GenServer<S> server) {
    return server instanceof ClusterServer<S> one ? one : new Plain<>(server);
  }

  @Override
  public Durability durability() {
    return Durability.NONE;
  }

  @Override
  public Init<S> init(Context self) {
    return server.init(self);
  }

  @Override
  public CallResult<S> handleCall(Request<?> request, From from, S state, Context self) {
    return server.handleCall(request, from, state, self);
  }

  @Override
  public Result<S> handleCast(Object message, S state, Context self) {
    return server.handleCast(message, state, self);
  }

  @Override
  public Result<S> handleInfo(Object message, S state, Context self) {
    return server.handleInfo(message, state, self);
  }

  @Override
  public Result<S> handleContinue(Object what, S state, Context self) {
    return server.handleContinue(what, state, self);
  }

  @Override
  public void terminate(ExitReason reason, S state, Context self) {
    server.terminate(reason, state, self);
  }
}
