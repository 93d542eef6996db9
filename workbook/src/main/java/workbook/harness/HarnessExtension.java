package workbook.harness;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Gives each test its {@link Nodes}, closes them afterwards, ends a test that hangs, limits what it
 * prints, and puts what a red test says into words. {@link Exercise} brings it along.
 */
public final class HarnessExtension
    implements BeforeEachCallback, ParameterResolver, InvocationInterceptor {

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(HarnessExtension.class);

  static {
    Locale.setDefault(Locale.ROOT); // Also in an IDE: many languages write other digits.
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Details.forget(run(context));
  }

  private static TestRun run(ExtensionContext context) {
    return context
        .getStore(HERE)
        .getOrComputeIfAbsent(
            TestRun.class,
            key -> begin(context, context.getRequiredTestMethod().getName(), title(context)),
            TestRun.class);
  }

  private static TestRun begin(ExtensionContext context, String method, String title) {
    PrintLimit printLimit =
        context
            .getRoot()
            .getStore(HERE)
            .getOrComputeIfAbsent(PrintLimit.class, key -> PrintLimit.install(), PrintLimit.class);
    printLimit.again();
    Class<?> testClass = context.getRequiredTestClass();
    return TestRun.of(testClass, method, title, patience(context), printLimit);
  }

  /** A test's display name, after that of its method where it is one of many runs of it. */
  private static String title(ExtensionContext context) {
    return context
        .getParent()
        .filter(parent -> parent.getTestMethod().isPresent())
        .map(parent -> parent.getDisplayName() + " " + context.getDisplayName())
        .orElse(context.getDisplayName());
  }

  /** That of the whole exercise, also in a class within its class. */
  private static Patience patience(ExtensionContext context) {
    ExtensionContext outermost = context;
    for (ExtensionContext c = context;
        c.getTestClass().isPresent();
        c = c.getParent().orElseThrow()) {
      outermost = c;
    }
    return outermost.getStore(HERE).getOrComputeIfAbsent(Patience.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Nodes.class && context.getTestMethod().isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return run(context).nodes();
  }

  /** The making of a test class belongs to the test that it is made for. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> constructor,
      ExtensionContext context)
      throws Throwable {
    if (context.getTestMethod().isEmpty()) return ofClass(invocation, context);
    TestRun run = run(context);
    if (run.patience().isOver()) throw run.notRun();
    return Limit.run(run, invocation);
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> method, ExtensionContext test)
      throws Throwable {
    ofClass(call, test);
  }

  @Override
  public void interceptAfterAllMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> method, ExtensionContext test)
      throws Throwable {
    ofClass(call, test);
  }

  /** What is done once for all tests of a class, as if it were a test. */
  private static <T> T ofClass(Invocation<T> invocation, ExtensionContext context)
      throws Throwable {
    String title = "what the tests of " + context.getRequiredTestClass().getSimpleName() + " share";
    try (TestRun run = begin(context, "all", title)) {
      return Limit.run(run, invocation);
    }
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> method, ExtensionContext test)
      throws Throwable {
    Limit.run(run(test), call);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> method, ExtensionContext test)
      throws Throwable {
    Limit.run(run(test), call);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> method, ExtensionContext test)
      throws Throwable {
    Limit.run(run(test), call);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> method, ExtensionContext test)
      throws Throwable {
    Limit.run(run(test), call);
  }
}
