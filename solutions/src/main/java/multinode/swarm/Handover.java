package multinode.swarm;

import multinode.genserver.Request;
import multinode.process.Pid;

/** What passes between a server that is moved, its host, and the mover in between. */
sealed interface Handover {

  /** To the server: "you are to move; tell this mover when you are ready." */
  record Begin(Pid mover) implements Handover {}

  /** To the mover: "my state is kept; I do nothing more until I hear from you." */
  record Ready(String name, Pid server, long fence) implements Handover {}

  /** To the server: "you run over there now." */
  record Moved(Pid there) implements Handover {}

  /** To the server: "nobody has confirmed that." */
  record Failed() implements Handover {}

  /** To the host: "I stay." */
  record Stays(String name) implements Handover {}

  /** To the server: "what would have to be kept of you?" */
  record Snapshot() implements Handover, Request<Entry> {}

  /** To the server: "another one has your name; tell your state, and end." */
  record Yield() implements Handover, Request<byte[]> {}

  /** To the server: "this is the state of this other one, which had your name." */
  record Resolve(Pid other, byte[] state) implements Handover, Request<Boolean> {}
}
