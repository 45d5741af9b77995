/** What JNA logs to instead of {@code java.util.logging}; packaging puts it in that place. */
@NullMarked
package dev.sockwatch.kernel.silent;

import org.jspecify.annotations.NullMarked;
