/**
 * The doors that woven JDK code calls, the one interface behind them, and the error counter.
 *
 * <p>At run time these classes live in java.base, package {@code sun.nio.ch}: no library, no
 * lambda, no string concatenation by invokedynamic, no logging.
 */
@NullMarked
package dev.sockwatch.hooks;

import org.jspecify.annotations.NullMarked;
