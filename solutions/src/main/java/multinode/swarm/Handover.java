package multinode.swarm;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import multinode.genserver.Request;
import multinode.process.From;
import multinode.process.Pid;

/** What passes between a server that is moved, its host, and the mover in between. */
sealed interface Handover {

  /** To the server: "you are to move; tell this mover when you are ready." */
  record Begin(Pid mover) implements Handover {}

  /**
   * To the mover, before anything else: "these wait for my answer, and I may not have it."
   *
   * @param quiet whether I end before I am to start over there
   * @param links the processes that have to end with me then
   */
  record Calls(List<From> waiting, boolean quiet, Set<Pid> links) implements Handover {}

  /** To the mover: "my state is kept; I do nothing more until I hear from you." */
  record Ready(String name, Pid server, long fence) implements Handover {}

  /** To the server: "you run over there now." */
  record Moved(Pid there) implements Handover {}

  /** To the server: "nobody has confirmed that." */
  record Failed() implements Handover {}

  /** To the host: "I stay." */
  record Stays(String name) implements Handover {}

  /** To the server: "your entry is lost; make it again." False when it was not. */
  record Restore() implements Handover, Request<Boolean> {}

  /** To the server: "another one has your name; tell what only you know, and end." */
  record Yield() implements Handover, Request<Optional<byte[]>> {}

  /** To the server: "your entry has states of others that had your name; take them in." */
  record Resolve() implements Handover {}
}
