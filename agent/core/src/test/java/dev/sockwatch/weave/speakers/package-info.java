/** Classes that speak to a library, and are defined a second time. */
@NullMarked
package dev.sockwatch.weave.speakers;

import org.jspecify.annotations.NullMarked;
