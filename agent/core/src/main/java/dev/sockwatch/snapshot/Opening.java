package dev.sockwatch.snapshot;

import dev.sockwatch.stack.CallStack;
import org.jspecify.annotations.Nullable;

/**
 * How a socket was opened.
 *
 * @param atNanos when it was opened or first found, on the clock of {@link Snapshot}
 * @param thread name of the opening thread, or null
 * @param stack the stack that opened it, or null when no hook saw that
 */
public record Opening(long atNanos, @Nullable String thread, @Nullable CallStack stack) {}
