package dev.sockwatch.snapshot;

import dev.sockwatch.stack.CallStack;
import org.jspecify.annotations.Nullable;

/**
 * The program has read the peer's end of input.
 *
 * @param atNanos when, on the clock of {@link Snapshot}
 * @param reader the stack that read it, or null where none was taken
 */
public record EndOfInput(long atNanos, @Nullable CallStack reader) {}
