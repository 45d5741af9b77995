/** Breaks the rules of the package of the same name. */
@NullMarked
package dev.sockwatch.tests.violations.report.otel;

import org.jspecify.annotations.NullMarked;
