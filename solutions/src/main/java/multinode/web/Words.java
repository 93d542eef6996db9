package multinode.web;

import java.io.IOException;
import java.util.List;
import multinode.console.Words.Text;
import multinode.node.Here;
import multinode.node.Node;

/** What a console knows of the page. */
public final class Words {

  private Words() {}

  /** Where the page of this node is; it is served from now on, if it was not before. */
  public static Text observer() throws IOException {
    return new Text(page().address());
  }

  /** Presses the button of this node's page; how often it was pressed then. */
  public static long press() throws IOException {
    return page().counter().add();
  }

  private static Page page() throws IOException {
    Node node = Here.current().node();
    List<Page> all = node.parts().all(Page.class);
    if (!all.isEmpty()) return all.getFirst();
    PageSettings settings =
        node.parts().all(Options.Wanted.class).stream()
            .findFirst()
            .map(Options.Wanted::settings)
            .orElse(PageSettings.STANDARD);
    return Page.start(node, settings);
  }
}
