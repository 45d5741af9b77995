package dev.sockwatch.tests.violations.report;

import picocli.CommandLine.Option;

/** An option outside the commands. */
final class UsesPicocli {
  @Option(names = "--loud")
  boolean loud;
}
