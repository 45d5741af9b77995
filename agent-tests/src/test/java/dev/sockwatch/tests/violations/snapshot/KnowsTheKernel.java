package dev.sockwatch.tests.violations.snapshot;

import dev.sockwatch.tests.violations.kernel.Sample;

/** A snapshot that holds what was not decoded. */
final class KnowsTheKernel {
  Sample known() {
    return new Sample();
  }
}
