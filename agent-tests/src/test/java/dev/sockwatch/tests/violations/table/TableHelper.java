package dev.sockwatch.tests.violations.table;

/** A name that says nothing. */
final class TableHelper {}
