/** Whose line it is: the stack that opened a socket, and the frame in it to blame. */
@NullMarked
package dev.sockwatch.stack;

import org.jspecify.annotations.NullMarked;
