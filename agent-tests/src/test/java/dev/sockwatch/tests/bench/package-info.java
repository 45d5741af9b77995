/**
 * The benchmark of the packaged agent, run by hand: what it costs, beside what it may cost.
 *
 * <p>Absolute times say more about the machine than about the agent, so every figure is a ratio or
 * difference of processes that ran in turns, with a confidence interval.
 */
@NullMarked
package dev.sockwatch.tests.bench;

import org.jspecify.annotations.NullMarked;
