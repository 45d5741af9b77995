package dev.sockwatch.tests.violations.right;

import dev.sockwatch.tests.violations.left.Left;

/** The other half of a cycle. */
public record Right(Left other) {}
