/** The same library elsewhere; it lacks something. */
@NullMarked
package dev.sockwatch.weave.moved;

import org.jspecify.annotations.NullMarked;
