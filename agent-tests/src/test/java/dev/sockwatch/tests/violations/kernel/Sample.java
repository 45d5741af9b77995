package dev.sockwatch.tests.violations.kernel;

/** Stands for what the kernel said. */
public final class Sample {}
