package dev.sockwatch.tests.violations.report;

import dev.sockwatch.tests.violations.sample.Sampler;

/** A report that samples for itself. */
final class KnowsASampler {
  Sampler known() {
    return new Sampler();
  }
}
