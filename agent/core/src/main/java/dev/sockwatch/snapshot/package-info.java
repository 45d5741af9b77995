/** Plain values of one instant: all that a detector sees. */
@NullMarked
package dev.sockwatch.snapshot;

import org.jspecify.annotations.NullMarked;
