package dev.sockwatch.tests.violations.hooks;

/** A bootstrap method that would run on a stranger's thread, inside java.base. */
final class UsesALambda {
  Runnable lambda() {
    return () -> {};
  }
}
