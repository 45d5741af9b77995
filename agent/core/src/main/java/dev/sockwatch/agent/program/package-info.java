/** Which program this JVM runs, and which packages are its own. */
@NullMarked
package dev.sockwatch.agent.program;

import org.jspecify.annotations.NullMarked;
