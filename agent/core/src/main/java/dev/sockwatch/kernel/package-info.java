/** What Linux says about the JVM's sockets and about this process. */
@NullMarked
package dev.sockwatch.kernel;

import org.jspecify.annotations.NullMarked;
