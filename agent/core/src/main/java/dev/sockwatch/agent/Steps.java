package dev.sockwatch.agent;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one step after the other: one that fails, by whatever, costs itself alone and is logged
 * once. Used by the sampler alone.
 */
final class Steps {
  private static final Logger LOGGER = LoggerFactory.getLogger("sockwatch");

  private final Set<String> failed = new HashSet<>();

  /** Runs a step, with its name for the log. */
  void run(String name, Runnable step) {
    try {
      step.run();
    } catch (Throwable t) {
      failed(name, t);
    }
  }

  /** Logs the first failure of a step. */
  void failed(String name, Throwable failure) {
    try {
      if (failed.add(name)) {
        LOGGER.warn("{} failed, watching goes on: {}", name, failure.toString());
      }
    } catch (Throwable t) {
      return; // no memory to say so
    }
  }
}
