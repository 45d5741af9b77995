/** Fails a test that leaves sockets open; Sockwatch, in the same JVM, knows which. */
@NullMarked
package dev.sockwatch.junit;

import org.jspecify.annotations.NullMarked;
