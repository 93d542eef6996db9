package multinode.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What Java Flight Recorder keeps of events with one name, for a test. */
public final class Flight implements AutoCloseable {

  private final Recording recording = new Recording();
  private final String event;

  /** Records from now on. */
  public Flight(String event) {
    this.event = event;
    recording.enable(event);
    recording.start();
  }

  /** Stops recording; what was recorded, in the order in which it happened. */
  public List<RecordedEvent> land() throws IOException {
    recording.stop();
    Path file = Files.createTempFile("flight", ".jfr");
    try {
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .filter(recorded -> recorded.getEventType().getName().equals(event))
          .sorted(Comparator.comparing(RecordedEvent::getStartTime))
          .toList();
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public void close() {
    recording.close();
  }
}
