package multinode.console;

import java.util.Map;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

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
    return new LocalExecutionControl() {
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
}
