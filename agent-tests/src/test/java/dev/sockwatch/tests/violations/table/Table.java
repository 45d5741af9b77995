package dev.sockwatch.tests.violations.table;

/** Stands for the socket table. */
public final class Table {}
