package workbook.lab.site;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import workbook.harness.Page;

/** Draws blocks of code; in a transcript it marks what somebody types, and at which node. */
record CodeBlocks(HtmlNodeRendererContext context) implements NodeRenderer {

  private static final Pattern PROMPT = Pattern.compile("((\\w+)@[\\w.:-]+\\(\\d+\\)&gt;)( ?)(.*)");
  private static final Pattern COMMAND = Pattern.compile("(\\$) (.*)");

  /** How many colours there are for nodes. */
  private static final int COLOURS = 5;

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(FencedCodeBlock.class);
  }

  @Override
  public void render(Node node) {
    FencedCodeBlock block = (FencedCodeBlock) node;
    String language = block.getInfo().split("\\s+")[0];
    boolean transcript = language.equals("transcript");
    StringBuilder html = new StringBuilder();
    for (String line : block.getLiteral().lines().toList()) {
      String escaped = Page.escape(line);
      html.append(transcript ? transcriptLine(escaped) : escaped).append('\n');
    }
    String kind = language.isEmpty() ? "text" : Page.escape(language);
    context
        .getWriter()
        .raw("<pre class=\"%s\" tabindex=\"0\"><code>%s</code></pre>\n".formatted(kind, html));
  }

  private static String transcriptLine(String line) {
    Matcher prompt = PROMPT.matcher(line);
    if (prompt.matches()) {
      int colour = Math.floorMod(prompt.group(2).charAt(0) - 'a', COLOURS);
      return "<span class=\"prompt n%d\">%s</span>%s<b>%s</b>"
          .formatted(colour, prompt.group(1), prompt.group(3), prompt.group(4));
    }
    Matcher command = COMMAND.matcher(line);
    return command.matches()
        ? "<span class=\"prompt\">$</span> <b>%s</b>".formatted(command.group(2))
        : line;
  }
}
