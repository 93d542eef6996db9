package workbook.lab.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A compose file's containers and networks, apart from those of anybody else who uses the file.
 *
 * @param project what this use of it is called
 * @param cli how compose is called here
 */
public record Compose(String project, Cli cli) {

  /** What every compose puts on all that it makes. */
  private static final String LABEL = "com.docker.compose.project=";

  /** The plugin where it is there, else the program of its own; empty when neither is. */
  public static Optional<List<String>> find() throws InterruptedException {
    for (List<String> words : List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
      try {
        if (new Cli(words, Map.of()).run("version").good()) return Optional.of(words);
      } catch (IOException notThere) {
        // Try the other.
      }
    }
    return Optional.empty();
  }

  /**
   * A use of a file.
   *
   * @param program as {@link #find} says
   * @param variables for those in the file
   */
  public static Compose of(
      List<String> program, Path folder, String project, Map<String, String> variables) {
    List<String> words = new ArrayList<>(program);
    words.addAll(List.of("--project-directory", folder.toString()));
    words.addAll(List.of("-f", folder.resolve("compose.yaml").toString()));
    Map<String, String> all = new HashMap<>(variables);
    all.put("COMPOSE_PROJECT_NAME", project);
    return new Compose(project, new Cli(words, all));
  }

  /** Ends its containers, removes them and its networks, and nothing else. */
  public void down() throws InterruptedException {
    new Leftovers(label()).remove();
  }

  /** What is on all that is removed then. */
  public String label() {
    return LABEL + project;
  }
}
