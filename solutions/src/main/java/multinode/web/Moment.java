package multinode.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import multinode.node.ConnectResult;
import multinode.process.Event;

/**
 * Something that happened on a node; several of the same sort in a row are one.
 *
 * @param node on which it happened
 * @param id its number on that node, in this start of it
 * @param revision grows with each change of the node's story
 * @param at when it began, by the node's clock
 * @param kind what sort of thing
 * @param peers the nodes or servers concerned, {@link #NAMED} at most
 * @param text why, or where
 * @param count how often
 */
record Moment(
    String node,
    long id,
    long revision,
    Instant at,
    Event.Kind kind,
    List<String> peers,
    String text,
    int count) {

  /** How many of those concerned are named. */
  static final int NAMED = 3;

  /** Why a server ends that has not crashed. */
  private static final Set<String> ORDERLY =
      Set.of("moved", "fenced", "conflict", "unregistered", "noquorum", "shutdown", "normal");

  /** The sorts of moments, as the story filters them. */
  enum Sort {
    /** A node joined, or left. */
    MEMBERS,
    /** A link came up, or was lost. */
    LINKS,
    /** Servers came or went. */
    SERVERS,
    /** Something was refused, or could not be delivered. */
    REFUSED,
    /** What somebody did by a button of the page, or the tour. */
    LAB
  }

  /** One more of the same. */
  Moment and(long newRevision, String peer) {
    boolean named = peers.size() < NAMED && !peers.contains(peer);
    List<String> all = named ? Stream.concat(peers.stream(), Stream.of(peer)).toList() : peers;
    return new Moment(node, id, newRevision, at, kind, all, text, count + 1);
  }

  /** Whether the two may be told as one; a node that is refused is named each time. */
  boolean isLike(Moment other) {
    if (kind != other.kind || !text.equals(other.text)) return false;
    return kind != Event.Kind.REFUSED
        || peer().equals(other.peer())
        || isAddress() && other.isAddress();
  }

  /** By a clock that differs by so much. */
  Moment at(Instant other) {
    return new Moment(node, id, revision, other, kind, peers, text, count);
  }

  Sort sort() {
    return switch (kind) {
      case MEMBER_UP, MEMBER_DOWN -> Sort.MEMBERS;
      case NODE_UP, NODE_DOWN -> Sort.LINKS;
      case OWNED, DISOWNED -> Sort.SERVERS;
      case STARTED -> Sort.LAB;
      default -> Sort.REFUSED;
    };
  }

  /** Whether something went wrong. */
  boolean isFailure() {
    return switch (kind) {
      case NODE_DOWN -> !text.equals("this node stopped") && !text.contains("disconnected");
      case MEMBER_DOWN -> !text.startsWith("left");
      case REFUSED, DROPPED -> true;
      case DISOWNED -> !ORDERLY.contains(text);
      default -> false;
    };
  }

  /** The first of those concerned. */
  String peer() {
    return peers.getFirst();
  }

  /** Whether this is about a node or a server. */
  boolean concerns(String who) {
    return node.equals(who) || peers.contains(who);
  }

  /** What happened, in words. */
  String sentence() {
    String here = Names.brief(node);
    String there = Names.brief(peer());
    return switch (kind) {
      case NODE_UP -> here + " is linked to " + there;
      case NODE_DOWN -> here + " lost its link to " + there;
      case MEMBER_UP ->
          there.equals(here) ? here + " has joined" : here + " sees " + there + " join";
      case MEMBER_DOWN ->
          here + (text.startsWith("left") ? " sees " + there + " leave" : " misses " + there);
      case REFUSED -> refusal(here, there);
      case OWNED -> servers() + (count == 1 ? " runs on " : " run on ") + here;
      case DISOWNED -> servers() + verb() + here;
      case STARTED -> text;
      default ->
          here + ": " + (count == 1 ? "a message" : "%,d messages".formatted(count)) + " dropped";
    };
  }

  private String refusal(String here, String there) {
    if (isAddress()) return here + " refuses a caller";
    return text.startsWith(ConnectResult.Status.UNREACHABLE.name())
        ? here + " cannot reach " + there
        : here + " and " + there + " refuse each other";
  }

  private String verb() {
    boolean one = count == 1;
    if (isFailure()) return (one ? " ends on " : " end on ");
    return text.equals("moved")
        ? (one ? " moves away from " : " move away from ")
        : (one ? " stops on " : " stop on ");
  }

  private String servers() {
    return count == 1 ? peer() : "%,d servers".formatted(count);
  }

  /** What more there is to say. */
  Optional<String> detail() {
    return switch (kind) {
      case OWNED -> count == 1 ? Optional.empty() : Optional.of(some());
      case DISOWNED -> Optional.of(count == 1 ? text : text + ": " + some());
      case STARTED, NODE_UP -> Optional.empty();
      case REFUSED -> Optional.of(isAddress() ? "at " + some() + ": " + tried() : tried());
      default -> Optional.of(text);
    };
  }

  /** One that was refused before it told its name is known by where it called from. */
  private boolean isAddress() {
    return peer().startsWith("/");
  }

  private String tried() {
    return count == 1 ? text : "%s (%,d times)".formatted(text, count);
  }

  private String some() {
    return String.join(", ", peers) + (count > peers.size() ? " …" : "");
  }
}
