/** Where the agent lives in the JVM of the application: a loader and a closed module of its own. */
@NullMarked
package dev.sockwatch.isolation;

import org.jspecify.annotations.NullMarked;
