/** Rules that turn a snapshot into findings: pure functions, time is a value in the snapshot. */
@NullMarked
package dev.sockwatch.detect;

import org.jspecify.annotations.NullMarked;
