package workbook.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import multinode.console.NodeMain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import workbook.lab.book.Stage;
import workbook.lab.book.UserError;
import workbook.lab.compile.Overlay;
import workbook.lab.node.NodeJvm;

/** {@code ./lab node}: starts a node with its console, in place of this process. */
@Command(
    name = "node",
    header = "Open the console of a node.",
    description = {
      "",
      "Two terminals, two nodes, one cookie:",
      "",
      "  ./lab node a --cookie monster",
      "  ./lab node b --cookie monster",
      "",
      "Nodes that find each other:",
      "",
      "  ./lab node a --gossip",
      "  ./lab node b --gossip",
      ""
    },
    customSynopsis = "./lab node [NAME] [--stage N] [OPTIONS OF THE NODE]")
final class NodeCommand extends LabCommand {

  @Option(
      names = "--stage",
      paramLabel = "N",
      description = "run your own code of this stage instead of the finished system")
  private Integer stage;

  /** The node reads its own name and options, and tells what is wrong with them. */
  @Unmatched private List<String> ofNode = new ArrayList<>();

  /** The help is the node's own, too. */
  @Spec
  void spec(CommandSpec spec) {
    spec.usageMessage().footer(("%n" + NodeMain.help().strip()).split("\n"));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> arguments =
        stage == null && !book.isHandout()
            ? NodeJvm.arguments(book, ofNode)
            : NodeJvm.argumentsWith(stageClassPath(), ofNode);
    String next = System.getProperty("workbook.next");
    if (next != null) {
      Files.write(Path.of(next), arguments);
      return 0;
    }
    return new ProcessBuilder(NodeJvm.java(arguments)).inheritIO().start().waitFor();
  }

  private String stageClassPath() throws IOException {
    Overlay overlay = Overlay.of(book, ownStages());
    if (overlay.errors().isEmpty()) {
      Path harness = book.jar().resolveSibling("workbook.jar");
      return Stream.of(overlay.classes(), book.jar(), harness)
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
    new CompileErrors(book, screen).show(overlay.errors());
    throw new UserError("So the node was not started.");
  }

  /** In a handout, a stage stands on the student's own ones, and a node runs all that is there. */
  private List<Stage> ownStages() {
    if (!book.isHandout()) return List.of(book.stage(stage));
    int last = stage == null ? book.stages().getLast().number() : book.stage(stage).number();
    return book.stages().stream().filter(one -> one.number() <= last).toList();
  }
}
