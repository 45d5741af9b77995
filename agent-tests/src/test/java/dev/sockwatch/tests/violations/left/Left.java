package dev.sockwatch.tests.violations.left;

import dev.sockwatch.tests.violations.right.Right;

/** One half of a cycle. */
public record Left(Right other) {}
