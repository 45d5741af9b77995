/** What the report says of sockets and host is what ss, nstat and /proc say. */
@NullMarked
package dev.sockwatch.tests.kernel;

import org.jspecify.annotations.NullMarked;
