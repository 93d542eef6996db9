package multinode.swarm;

/**
 * What a server does when it is to be moved to another node. The words are those of Elixir's <a
 * href="https://hexdocs.pm/swarm/readme.html#process-handoff">Swarm</a>.
 *
 * @param <S> the state
 */
public sealed interface Handoff<S> {

  /** It stays where it is, as long as its node lives. */
  record Ignore<S>() implements Handoff<S> {}

  /** It starts over, over there. */
  record Restart<S>() implements Handoff<S> {}

  /** It goes on over there, where {@link ClusterServer#endHandoff} is given this. */
  record Resume<S>(S state) implements Handoff<S> {}

  /** Stays where it is. */
  static <S> Handoff<S> ignore() {
    return new Ignore<>();
  }

  /** Starts over, over there. */
  static <S> Handoff<S> restart() {
    return new Restart<>();
  }

  /** Goes on over there with this state. */
  static <S> Handoff<S> resume(S state) {
    return new Resume<>(state);
  }
}
