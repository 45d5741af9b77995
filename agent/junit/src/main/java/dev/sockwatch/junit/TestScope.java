package dev.sockwatch.junit;

import dev.sockwatch.api.ScopeView;
import dev.sockwatch.api.ScopesMXBean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The scope of a class or test in JUnit's store, whose closing is the check. */
final class TestScope implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  private final Suite suite;
  private final OpenScope scope;
  private final LeakSettings settings;
  private final @Nullable String findingSite;
  private final boolean isShared;

  /**
   * @param findingSite class, or class and method, of whose findings it is told
   * @param isShared it is the class's, entered for one test
   */
  private TestScope(
      Suite suite,
      OpenScope scope,
      LeakSettings settings,
      @Nullable String findingSite,
      boolean isShared) {
    this.suite = suite;
    this.scope = scope;
    this.settings = settings;
    this.findingSite = findingSite;
    this.isShared = isShared;
  }

  static TestScope ofClass(ExtensionContext context, @Nullable OpenScope around) {
    Suite suite = Suite.of(context);
    String name = context.getRequiredTestClass().getName();
    LeakSettings settings = LeakSettings.of(context);
    OpenScope scope =
        OpenScope.enter(
            suite.scopes(),
            name,
            name + ".<clinit>",
            around == null ? ScopesMXBean.SUITE : around.id(),
            null);
    return new TestScope(suite, scope, settings, name, false);
  }

  static TestScope ofTest(
      ExtensionContext context, @Nullable OpenScope classScope, @Nullable OpenScope construction) {
    Suite suite = Suite.of(context);
    ScopesMXBean scopes = suite.scopes();
    LeakSettings settings = LeakSettings.of(context);
    String site = site(context);
    if (settings.level() == ScopeLevel.CLASS && classScope != null) {
      scopes.enter(classScope.id());
      return new TestScope(suite, classScope, settings, null, true);
    }
    if (construction != null) {
      construction.rename(name(context), site);
      return new TestScope(suite, construction, settings, site, false);
    }
    long parent = classScope == null ? ScopesMXBean.SUITE : classScope.id();
    OpenScope scope = OpenScope.enter(scopes, name(context), site, parent, classScope);
    return new TestScope(suite, scope, settings, site, false);
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
    return new TestScope(suite, scope, LeakSettings.of(context), factory.site(), false);
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
    if (isShared) {
      suite.scopes().leave();
    } else {
      OpenScope.uninterrupted(this::check);
    }
  }

  private void check() {
    LeakCheck check = scope.leaveAndCheck(settings.ignore(), settings.grace());
    ScopeView ended = scope.end(check.settled());
    suite.summary().ended(ended, check, scope.classScope() != null);
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
