package dev.sockwatch.agent.settings;

/** How addresses are shown: the setting {@code sockwatch.addresses}. */
enum Addresses {
  FULL,
  MASKED
}
