package dev.sockwatch.junit;

import dev.sockwatch.api.ScopeView;
import dev.sockwatch.api.ScopesMXBean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The scope of a class or test in JUnit's store, whose closing is the check. */
final class TestScope implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  private final Suite suite;
  private final OpenScope scope;
  private final LeakSettings settings;
  private final @Nullable String findingSite;
  private final Kind kind;

  /** What it is the scope of. */
  private enum Kind {
    CLASS,
    /** The class's, entered for one test. */
    TEST_IN_CLASS,
    TEST,
    /** Of dynamic tests, which have scopes of their own. */
    FACTORY
  }

  /**
   * @param findingSite class, or class and method, whose findings it gets
   */
  private TestScope(
      Suite suite,
      OpenScope scope,
      LeakSettings settings,
      @Nullable String findingSite,
      Kind kind) {
    this.suite = suite;
    this.scope = scope;
    this.settings = settings;
    this.findingSite = findingSite;
    this.kind = kind;
  }

  static TestScope ofClass(ExtensionContext context, @Nullable OpenScope around) {
    Suite suite = Suite.of(context);
    String name = context.getRequiredTestClass().getName();
    LeakSettings settings = suite.settings(context);
    OpenScope scope =
        OpenScope.enter(
            suite.scopes(),
            name,
            name + ".<clinit>",
            around == null ? ScopesMXBean.SUITE : around.id(),
            null);
    return new TestScope(suite, scope, settings, name, Kind.CLASS);
  }

  static TestScope ofTest(
      ExtensionContext context, @Nullable OpenScope classScope, @Nullable OpenScope construction) {
    Suite suite = Suite.of(context);
    ScopesMXBean scopes = suite.scopes();
    LeakSettings settings = suite.settings(context);
    String site = site(context);
    boolean isFactory = AnnotationSupport.isAnnotated(context.getElement(), TestFactory.class);
    Kind kind = isFactory ? Kind.FACTORY : Kind.TEST;
    if (settings.level() == ScopeLevel.CLASS && classScope != null) {
      if (construction != null) {
        construction.abandon();
      }
      scopes.enter(classScope.id());
      return new TestScope(suite, classScope, settings, null, Kind.TEST_IN_CLASS);
    }
    if (construction != null) {
      construction.rename(name(context), site);
      return new TestScope(suite, construction, settings, site, kind);
    }
    long parent = classScope == null ? ScopesMXBean.SUITE : classScope.id();
    OpenScope scope = OpenScope.enter(scopes, name(context), site, parent, classScope);
    return new TestScope(suite, scope, settings, site, kind);
  }

  static TestScope ofDynamicTest(ExtensionContext context, OpenScope factory) {
    Suite suite = Suite.of(context);
    OpenScope scope =
        OpenScope.enter(
            suite.scopes(),
            factory.name() + " > " + context.getDisplayName(),
            factory.site(),
            factory.id(),
            factory.classScope());
    return new TestScope(suite, scope, LeakSettings.of(context), factory.site(), Kind.TEST);
  }

  OpenScope scope() {
    return scope;
  }

  /**
   * The check.
   *
   * @throws LeakError when something is left; beside the failure of the test itself JUnit shows it
   *     as suppressed
   */
  @Override
  public void close() {
    if (kind == Kind.TEST_IN_CLASS) {
      suite.scopes().leave();
    } else {
      OpenScope.uninterrupted(this::check);
    }
  }

  private void check() {
    LeakCheck check = scope.leaveAndCheck(settings.ignore(), settings.grace());
    ScopeView ended = scope.end(check.settled());
    suite.summary().ended(ended, check, kind == Kind.TEST);
    if (!check.leaked().isEmpty()) {
      throw new LeakError(
          LeakText.of(scope.name(), check.leaked(), check.waited()), check.leaked());
    }
    if (findingSite != null) {
      suite.findings().check(scope, findingSite, settings.alsoFailOn());
    }
  }

  private static String site(ExtensionContext context) {
    return context.getRequiredTestClass().getName()
        + "."
        + context.getRequiredTestMethod().getName();
  }

  private static String name(ExtensionContext context) {
    String method = context.getRequiredTestMethod().getName();
    String display = context.getDisplayName();
    String simple =
        context
            .getRequiredTestClass()
            .getName()
            .substring(context.getRequiredTestClass().getPackageName().length())
            .replaceFirst("^\\.", "");
    return simple + "." + method + (display.startsWith(method + "(") ? "" : " \"" + display + "\"");
  }
}
