/** The application never notices, wherever it runs and whatever it brings. */
@NullMarked
package dev.sockwatch.tests.harm;

import org.jspecify.annotations.NullMarked;
