/** Every event is counted once, and belongs to the socket it happened to. */
@NullMarked
package dev.sockwatch.tests.events;

import org.jspecify.annotations.NullMarked;
