package multinode.console;

import java.io.InputStream;
import java.util.Map;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import jdk.jshell.spi.SPIResolutionException;

/** Runs what is typed in this JVM, and keeps the classes made of it, so that they can travel. */
public final class ShellExecution implements ExecutionControlProvider {

  static final String NAME = "multinode";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
    Session session = Session.STARTING.get();
    InputStream typed = new LineInput(env.userIn());
    return new LocalExecutionControl() {
      /**
       * What it reads is the next line, which then is not for the next prompt. Not earlier: the
       * tool looks at {@code System.in} to find its terminal.
       */
      @Override
      public String invoke(String className, String methodName)
          throws RunException, InternalException, EngineTerminationException {
        System.setIn(typed);
        return super.invoke(className, methodName);
      }

      /** A refusal is told in one line; who looks for a bug needs to see where it happened. */
      @Override
      protected String throwConvertedInvocationException(Throwable thrown)
          throws RunException, InternalException {
        if (isBug(thrown)) return super.throwConvertedInvocationException(thrown);
        throw new UserException(
            thrown.getMessage(), thrown.getClass().getSimpleName(), new StackTraceElement[0]);
      }

      @Override
      public void load(ClassBytecodes[] classes)
          throws ClassInstallException, NotImplementedException, EngineTerminationException {
        super.load(classes);
        try {
          for (ClassBytecodes loaded : classes) {
            session.keep(findClass(loaded.name()), loaded.bytecodes());
          }
        } catch (ClassNotFoundException e) {
          throw new IllegalStateException("just loaded", e);
        }
      }
    };
  }

  private static boolean isBug(Throwable thrown) {
    return switch (thrown) {
      case SPIResolutionException _ -> true; // JShell's own.
      case Error _,
          NullPointerException _,
          IndexOutOfBoundsException _,
          ClassCastException _,
          ArithmeticException _ ->
          true;
      default -> false;
    };
  }
}
