/** What Linux says about the network namespace as a whole: settings, counters, ports. */
@NullMarked
package dev.sockwatch.host;

import org.jspecify.annotations.NullMarked;
