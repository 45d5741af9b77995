/** Tests of sockwatch-junit's own parts; here, because its pom has the oldest JUnit only. */
@NullMarked
package dev.sockwatch.junit;

import org.jspecify.annotations.NullMarked;
