/** Stands in for {@code jdk.internal.reflect}. */
@NullMarked
package dev.sockwatch.hooks.reflect;

import org.jspecify.annotations.NullMarked;
