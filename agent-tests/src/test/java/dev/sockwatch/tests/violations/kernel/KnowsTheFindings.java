package dev.sockwatch.tests.violations.kernel;

import dev.sockwatch.tests.violations.detect.PlantedDetector;

/** A sampler that knows what its samples are for. */
final class KnowsTheFindings {
  PlantedDetector detector() {
    return new PlantedDetector();
  }
}
