/** Stands in for {@code jdk.internal.module}. */
@NullMarked
package dev.sockwatch.hooks.module;

import org.jspecify.annotations.NullMarked;
