package dev.sockwatch.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Opens a scope for each class and each test; JUnit closes it with their contexts, which is after
 * {@code @AfterEach}, {@code @AfterAll} and every other extension.
 *
 * <p>Registered by {@link NoSocketLeaks}, or for the whole suite by {@code
 * junit.jupiter.extensions.autodetection.enabled=true}.
 */
public final class SocketLeakExtension
    implements BeforeAllCallback, BeforeEachCallback, InvocationInterceptor {
  private static final Namespace NAMESPACE = Namespace.create("dev.sockwatch.junit");
  private static final String CLASS = "class";
  private static final String TEST = "test";

  /** The scope of an instance whose constructor runs, or has run, for the test that comes next. */
  private static final ThreadLocal<@Nullable OpenScope> CONSTRUCTION = new ThreadLocal<>();

  /** For JUnit. */
  public SocketLeakExtension() {}

  static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!isOwn(context, CLASS)) {
      own(context, CLASS, TestScope.ofClass(context, classScope(context)));
    }
  }

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> constructor,
      ExtensionContext context)
      throws Throwable {
    if (context.getTestInstanceLifecycle().orElse(null) == Lifecycle.PER_CLASS) {
      beforeAll(context); // JUnit calls it only after it has made the instance
      return Entered.call(classScope(context), invocation);
    }
    OpenScope around = classScope(context);
    if (around == null || LeakSettings.of(context).level() == ScopeLevel.CLASS) {
      return Entered.call(around, invocation);
    }
    if (!isInner(constructor.getTargetClass())) {
      forgetConstruction(); // of a test that JUnit gave up before it began
    }
    if (CONSTRUCTION.get() == null) {
      // What a constructor opens belongs to the one test that the instance is made for.
      String name = around.name() + ".<init>";
      CONSTRUCTION.set(
          OpenScope.enter(AgentConnection.get().scopes(), name, name, around.id(), around));
    }
    try {
      return invocation.proceed();
    } catch (Throwable t) {
      forgetConstruction();
      throw t;
    }
  }

  private static void forgetConstruction() {
    OpenScope construction = CONSTRUCTION.get();
    if (construction != null) {
      CONSTRUCTION.remove();
      construction.abandon();
    }
  }

  private static boolean isInner(Class<?> type) {
    return type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    OpenScope construction = CONSTRUCTION.get();
    if (!isOwn(context, TEST)) {
      own(context, TEST, TestScope.ofTest(context, classScope(context), construction));
    }
    CONSTRUCTION.remove(); // only now: if that fails, the next constructor ends it
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Entered.call(scope(context), invocation);
  }

  @Override
  public <T> T interceptTestFactoryMethod(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    return Entered.call(scope(context), invocation);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Entered.call(scope(context), invocation);
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Entered.call(scope(context), invocation);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Entered.call(scope(context), invocation);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Entered.call(scope(context), invocation);
  }

  @Override
  public void interceptAfterAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Entered.call(scope(context), invocation);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext test,
      ExtensionContext context)
      throws Throwable {
    OpenScope factory = scope(context);
    if (factory == null || LeakSettings.of(context).level() == ScopeLevel.CLASS) {
      Entered.call(factory, invocation);
      return;
    }
    TestScope scope = TestScope.ofDynamicTest(context, factory);
    try (scope) {
      invocation.proceed();
    }
  }

  private static boolean isOwn(ExtensionContext context, String kind) {
    return store(context).get(kind + context.getUniqueId()) != null;
  }

  /** Twice: by a key of its own, and by one that contexts inside this one find. */
  private static void own(ExtensionContext context, String kind, TestScope scope) {
    store(context).put(kind + context.getUniqueId(), scope);
    store(context).put(kind, scope.scope());
  }

  private static @Nullable OpenScope classScope(ExtensionContext context) {
    return store(context).get(CLASS, OpenScope.class);
  }

  private static @Nullable OpenScope scope(ExtensionContext context) {
    OpenScope test = store(context).get(TEST, OpenScope.class);
    return test == null ? classScope(context) : test;
  }
}
