/** Whose test it is: which sockets were opened within a scope, and by whom. */
@NullMarked
package dev.sockwatch.scope;

import org.jspecify.annotations.NullMarked;
