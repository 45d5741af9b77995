/** A JVM that runs already is watched, and left as it was. */
@NullMarked
package dev.sockwatch.tests.attach;

import org.jspecify.annotations.NullMarked;
