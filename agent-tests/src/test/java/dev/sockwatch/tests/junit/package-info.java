/** Leaks fail the test that is to blame, under every test framework. */
@NullMarked
package dev.sockwatch.tests.junit;

import org.jspecify.annotations.NullMarked;
