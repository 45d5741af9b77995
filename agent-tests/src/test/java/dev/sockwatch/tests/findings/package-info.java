/** Each finding comes with its sample, and none with the healthy twin. */
@NullMarked
package dev.sockwatch.tests.findings;

import org.jspecify.annotations.NullMarked;
