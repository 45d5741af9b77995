/**
 * Programs that the benchmark runs with and without the agent, and that measure themselves.
 *
 * <p>They know nothing of the agent. What they measured they print as {@code name=value}.
 */
@NullMarked
package com.example.bench;

import org.jspecify.annotations.NullMarked;
