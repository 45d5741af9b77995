package dev.sockwatch.tests.violations.sample;

/** Stands for a sampler. */
public final class Sampler {}
