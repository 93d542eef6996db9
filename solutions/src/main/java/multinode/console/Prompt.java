package multinode.console;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import jdk.jshell.tool.JavaShellToolBuilder;

/**
 * The prompt of JShell's tool, at which somebody types. The tool reads lines with a JLine of the
 * JDK's own, which can print above such a line and draw it again, but the tool shows it to nobody.
 * So it is looked for where JDK 25 has it. Where it is not, or {@code java} was started without
 * {@link #FLAGS}, what others print comes wherever the cursor is.
 */
public final class Prompt {

  /** What {@code java} needs for it. */
  public static final List<String> FLAGS =
      List.of(
          "--add-opens=jdk.jshell/jdk.internal.jshell.tool=ALL-UNNAMED",
          "--add-exports=jdk.internal.le/jdk.internal.org.jline.reader.impl=ALL-UNNAMED");

  private volatile Object tool;

  Prompt() {}

  /** Runs a shell whose prompt this is, until the end of its input. */
  void run(JavaShellToolBuilder shell, String... arguments) throws Exception {
    Method start;
    try {
      Method raw = opened(shell.getClass().getMethod("rawTool"));
      tool = raw.invoke(shell);
      start = opened(tool.getClass().getMethod("start", String[].class));
    } catch (ReflectiveOperationException | InaccessibleObjectException hidden) {
      tool = null;
      shell.start(arguments);
      return;
    }
    try {
      start.invoke(tool, (Object) arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static Method opened(Method method) {
    method.setAccessible(true);
    return method;
  }

  /**
   * Prints lines, or none, above what is being typed; false when nobody types. Any thread; waits
   * while the line is being completed.
   */
  boolean print(String lines) {
    try {
      Object input = tool == null ? null : in(tool, "input");
      Object reader = input == null ? null : in(input, "in");
      if (reader == null || !(boolean) reader.getClass().getMethod("isReading").invoke(reader)) {
        return false;
      }
      if (lines.isEmpty()) return true;
      reader.getClass().getMethod("printAbove", String.class).invoke(reader, lines);
      return true;
    } catch (ReflectiveOperationException | InaccessibleObjectException hidden) {
      return false;
    }
  }

  private static Object in(Object holder, String name) throws ReflectiveOperationException {
    Field field = holder.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(holder);
  }
}
