package dev.sockwatch.tests.violations.report;

import dev.sockwatch.tests.violations.kernel.Sample;

/** A report that reads samples instead of findings and views. */
final class KnowsTheKernel {
  Sample sample() {
    return new Sample();
  }
}
