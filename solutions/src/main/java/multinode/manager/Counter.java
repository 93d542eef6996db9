package multinode.manager;

import multinode.genserver.CallResult;
import multinode.genserver.Init;
import multinode.genserver.Request;
import multinode.process.Context;
import multinode.process.From;
import multinode.swarm.ClusterServer;
import multinode.swarm.Durability;
import multinode.swarm.Handoff;

/**
 * A server that counts, from nothing, and tells where it goes and stays; what becomes of its count
 * is up to the caller who registers it.
 *
 * @param durability what is kept of it
 */
public record Counter(Durability durability) implements ClusterServer<Long> {

  /** "Count one more." How many it has then. */
  public record Add() implements Request<Long> {}

  /** "How many?" */
  public record Value() implements Request<Long> {}

  @Override
  public Init<Long> init(Context self) {
    return Init.ok(0L);
  }

  @Override
  public Handoff<Long> beginHandoff(Long count, Context self) {
    self.println("leaves %s with %d".formatted(self.self().node(), count));
    return ClusterServer.super.beginHandoff(count, self);
  }

  @Override
  public Long endHandoff(Long handed, Long fresh, Context self) {
    self.println("goes on at %s with %d".formatted(self.self().node(), handed));
    return handed;
  }

  /** Each part has gone on from the same count, so that a sum would count that twice. */
  @Override
  public Long resolveConflict(Long mine, Long other, Context self) {
    long greater = Math.max(mine, other);
    self.println("here %d, there %d: goes on with %d".formatted(mine, other, greater));
    return greater;
  }

  @Override
  public CallResult<Long> handleCall(Request<?> request, From from, Long count, Context self) {
    return switch (request) {
      case Add add -> add.reply(count + 1, count + 1);
      case Value ask -> ask.reply(count, count);
      default -> throw unknown(request);
    };
  }
}
