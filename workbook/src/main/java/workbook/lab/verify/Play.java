package workbook.lab.verify;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Transcripts that are played with the same nodes, one after the other.
 *
 * @param name the lesson's file, and the play's number in it
 * @param transcripts in their order
 */
record Play(String name, List<Transcript> transcripts) {

  /** Whether one of them stands at a place, such as {@code README.md:59}, or in a file. */
  boolean isAt(String place) {
    return transcripts.stream().anyMatch(one -> (one.where() + ":").startsWith(place + ":"));
  }

  int steps() {
    return transcripts.stream().mapToInt(one -> one.steps().size()).sum();
  }

  /** What is played, without where it stands. */
  String text() {
    return transcripts.stream().map(Transcript::text).collect(Collectors.joining("\n"));
  }
}
