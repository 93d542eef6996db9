package workbook.harness;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Gives each test its {@link Nodes}, closes them afterwards, ends a test that hangs, and puts what
 * a red test says into words. {@link Exercise} brings it along.
 */
public final class HarnessExtension
    implements BeforeEachCallback, ParameterResolver, InvocationInterceptor {

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(HarnessExtension.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    Details.forget(run(context));
  }

  private static TestRun run(ExtensionContext context) {
    return context
        .getStore(HERE)
        .getOrComputeIfAbsent(
            TestRun.class,
            key ->
                new TestRun(
                    context.getRequiredTestClass(),
                    context.getRequiredTestMethod().getName(),
                    title(context),
                    patience(context)),
            TestRun.class);
  }

  /** A test's display name, after that of its method where it is one of many runs of it. */
  private static String title(ExtensionContext context) {
    return context
        .getParent()
        .filter(parent -> parent.getTestMethod().isPresent())
        .map(parent -> parent.getDisplayName() + " " + context.getDisplayName())
        .orElse(context.getDisplayName());
  }

  private static Patience patience(ExtensionContext context) {
    ExtensionContext ofClass = context;
    while (ofClass.getTestMethod().isPresent()) ofClass = ofClass.getParent().orElseThrow();
    return ofClass.getStore(HERE).getOrComputeIfAbsent(Patience.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Nodes.class && context.getTestMethod().isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return run(context).nodes();
  }

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> method,
      ExtensionContext context)
      throws Throwable {
    try {
      return invocation.proceed();
    } catch (Throwable thrown) {
      throw Verdict.of(context.getRequiredTestClass(), thrown);
    }
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Limit.run(run(context), invocation);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Limit.run(run(context), invocation);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Limit.run(run(context), invocation);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Limit.run(run(context), invocation);
  }
}
