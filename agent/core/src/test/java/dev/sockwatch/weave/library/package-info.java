/** A library in its own place. */
@NullMarked
package dev.sockwatch.weave.library;

import org.jspecify.annotations.NullMarked;
