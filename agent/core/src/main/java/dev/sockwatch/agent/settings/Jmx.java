package dev.sockwatch.agent.settings;

/** Which MXBeans are registered at once: the setting {@code sockwatch.jmx}. */
public enum Jmx {
  /** None: the agent's waits until the program has created a platform MBean server. */
  FALSE,
  /** The agent's. */
  TRUE,
  /** The agent's, and that of scopes: for tests without the JUnit extension. */
  TESTS
}
