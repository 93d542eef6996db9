package multinode.console;

/**
 * How the console shows things: the prompt {@code a@127.0.0.1(1)>}, and values as they print, with
 * nothing around them.
 *
 * <p>JShell keeps such a feedback mode among its preferences, as a list with a separator of its
 * own; giving it that list is the only way to have the mode from the first prompt on.
 */
final class Look {

  static final String NAME = "multinode";

  private static final String SEPARATOR = "\u241E";

  private static final String[] FORMATS = {
    "pre",
    "(",
    "",
    "|  ",
    ")",
    "post",
    "(",
    "",
    "%n",
    ")",
    "errorpre",
    "(",
    "",
    "|  ",
    ")",
    "errorpost",
    "(",
    "",
    "%n",
    ")",
    "errorline",
    "(",
    "",
    "{post}{pre}    {err}",
    ")",
    "err",
    "(",
    "",
    "%6$s",
    ")",
    "name",
    "(",
    "",
    "%1$s",
    ")",
    "type",
    "(",
    "",
    "%2$s",
    ")",
    "value",
    "(",
    "",
    "%3$s",
    ")",
    "unresolved",
    "(",
    "",
    "%4$s",
    ")",
    "errors",
    "(",
    "",
    "%5$s",
    ")",
    "action",
    "(",
    "added-primary",
    "created",
    "modified,replaced,overwrote-primary",
    "changed",
    "dropped-primary",
    "dropped",
    ")",
    "typeKind",
    "(",
    "class",
    "class",
    "interface",
    "interface",
    "enum",
    "enum",
    "record",
    "record",
    "annotation",
    "annotation interface",
    ")",
    "resolve",
    "(",
    "defined,notdefined-added,modified,replaced,used",
    ", once {unresolved} is there",
    ")",
    "result",
    "(",
    "added,modified,replaced-ok-primary",
    "{name} = {value}{post}",
    ")",
    "display",
    "(",
    "class,interface,enum,annotation,record",
    "{pre}{action} {typeKind} {name}{resolve}{post}",
    "method",
    "{pre}{action} method {name}({type}){resolve}{post}",
    "added,modified,replaced,overwrote,dropped-update",
    "",
    "varvalue,assignment,varinit,vardecl,expression-added,modified,replaced-ok-primary",
    "{result}",
    "expression,varvalue-ok",
    "{value}{post}",
    ")",
    "<truncation>",
    "(",
    "",
    "10000",
    ")"
  };

  private Look() {}

  /** The mode for the console of a node with this name. */
  static String of(String nodeName) {
    String prompt = nodeName + "(%s)> ";
    String more = " ".repeat(Math.max(0, prompt.length() - 5)) + "...> ";
    return String.join(SEPARATOR, NAME, "false", prompt, more)
        + SEPARATOR
        + String.join(SEPARATOR, FORMATS)
        + SEPARATOR
        + "***";
  }
}
