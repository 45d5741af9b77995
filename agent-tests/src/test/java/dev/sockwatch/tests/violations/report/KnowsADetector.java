package dev.sockwatch.tests.violations.report;

import dev.sockwatch.tests.violations.detect.PlantedDetector;

/** A report that judges for itself. */
final class KnowsADetector {
  PlantedDetector detector() {
    return new PlantedDetector();
  }
}
