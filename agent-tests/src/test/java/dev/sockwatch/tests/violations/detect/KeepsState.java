package dev.sockwatch.tests.violations.detect;

/** A detector that remembers. */
@SuppressWarnings("NonFinalStaticField") // that is the violation
final class KeepsState {
  static int calls;

  int count() {
    return ++calls;
  }
}
