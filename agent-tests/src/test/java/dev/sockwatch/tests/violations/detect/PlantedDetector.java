package dev.sockwatch.tests.violations.detect;

/** Stands for a detector. */
public final class PlantedDetector {}
