package dev.sockwatch.tests.violations.weave;

import dev.sockwatch.tests.violations.kernel.Sample;

/** A weaver that knows what is made of what its hooks feed. */
final class KnowsASample {
  Sample known() {
    return new Sample();
  }
}
