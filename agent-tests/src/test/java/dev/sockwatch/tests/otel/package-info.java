/** What is exported, by whose SDK, and what happens when it cannot be. */
@NullMarked
package dev.sockwatch.tests.otel;

import org.jspecify.annotations.NullMarked;
