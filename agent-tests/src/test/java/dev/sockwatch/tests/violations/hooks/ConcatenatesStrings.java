package dev.sockwatch.tests.violations.hooks;

/** String concatenation by invokedynamic. */
final class ConcatenatesStrings {
  String concatenation(int n) {
    return "n=" + n;
  }
}
