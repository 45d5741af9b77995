package dev.sockwatch.tests.build;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.time.Clock;
import java.time.InstantSource;
import java.time.temporal.TemporalAccessor;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Executor;

/** The calls and accesses that architecture rules forbid. */
final class ForbiddenCalls {
  private static final Set<String> SETTING_READERS =
      Set.of(
          "java.lang.System.getProperty",
          "java.lang.System.getProperties",
          "java.lang.System.getenv",
          "java.lang.Integer.getInteger",
          "java.lang.Long.getLong",
          "java.lang.Boolean.getBoolean");

  private static final Set<String> HARMLESS =
      Set.of("java.util.concurrent.TimeUnit", "java.net.InetAddress", "java.net.InetSocketAddress");

  private static final Set<String> EFFECTS =
      Set.of("java.io", "java.nio", "java.net", "java.util.concurrent", "javax.net");

  private ForbiddenCalls() {}

  static DescribedPredicate<JavaMethodCall> to(String owner, String... methods) {
    Set<String> names = Set.of(methods);
    return describe(
        owner + "." + names,
        call ->
            call.getTargetOwner().isEquivalentTo(loaded(owner)) && names.contains(call.getName()));
  }

  static DescribedPredicate<JavaClass> named(String name) {
    return describe(name, type -> type.getName().equals(name));
  }

  /** {@code Instant.now()} and all its kin, with or without a zone. */
  static DescribedPredicate<JavaMethodCall> toStaticNow() {
    return describe(
        "reading the date",
        call ->
            call.getName().equals("now")
                && call.getTargetOwner().isAssignableTo(TemporalAccessor.class));
  }

  static DescribedPredicate<JavaClass> inputOutputThreadOrClock() {
    return describe(
        "input, output, threads or clocks",
        type ->
            !HARMLESS.contains(type.getName())
                && (EFFECTS.stream().anyMatch(effect -> isWithin(type, effect))
                    || type.isAssignableTo(Thread.class)
                    || type.isEquivalentTo(ThreadLocal.class)
                    || type.isAssignableTo(Clock.class)
                    || type.isEquivalentTo(InstantSource.class)));
  }

  /** Whatever makes or starts a thread, or hands work to one. */
  static DescribedPredicate<JavaCall<?>> startingThreads() {
    return describe(
        "starting threads",
        call -> {
          JavaClass owner = call.getTargetOwner();
          String name = call.getName();
          return (name.equals("<init>") && (isA(owner, Thread.class) || isA(owner, Timer.class)))
              || (isA(owner, Thread.class) && (name.equals("start") || name.startsWith("of")))
              || (name.equals("<init>") && isA(owner, Executor.class))
              || owner.getName().equals("java.util.concurrent.Executors")
              || (owner.getName().equals("java.util.concurrent.CompletableFuture")
                  && name.endsWith("Async"))
              || name.equals("parallelStream");
        });
  }

  static DescribedPredicate<JavaMethodCall> readingSettings() {
    return describe(
        "reading properties or the environment",
        call -> SETTING_READERS.contains(call.getTargetOwner().getName() + "." + call.getName()));
  }

  static DescribedPredicate<JavaMethodCall> printingStackTraces() {
    return describe(
        "printing a stack trace",
        call ->
            call.getName().equals("printStackTrace")
                && call.getTargetOwner().isAssignableTo(Throwable.class));
  }

  /** System.exit, unless the named method calls it. */
  static DescribedPredicate<JavaMethodCall> exitOutside(String method) {
    return describe(
        "System.exit",
        call ->
            call.getTarget().getFullName().equals("java.lang.System.exit(int)")
                && !call.getOrigin().getFullName().startsWith(method + "("));
  }

  static DescribedPredicate<JavaFieldAccess> standardOutput() {
    return describe(
        "System.out", access -> access.getTarget().getFullName().equals("java.lang.System.out"));
  }

  private static boolean isA(JavaClass type, Class<?> supertype) {
    return type.isAssignableTo(supertype);
  }

  private static boolean isWithin(JavaClass type, String topPackage) {
    return (type.getPackageName() + ".").startsWith(topPackage + ".");
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
