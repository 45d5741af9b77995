package dev.sockwatch.tests.violations.detect;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A detector that remembers behind a final field. */
final class KeepsSharedState {
  static final ConcurrentHashMap<String, Integer> SEEN = new ConcurrentHashMap<>();

  Map<String, Integer> seen() {
    return SEEN;
  }
}
