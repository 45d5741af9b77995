package dev.sockwatch.tests.violations.detect;

import dev.sockwatch.tests.violations.kernel.Sample;

/** A detector that asks for more than it was given. */
final class KnowsTheKernel {
  Sample known() {
    return new Sample();
  }
}
