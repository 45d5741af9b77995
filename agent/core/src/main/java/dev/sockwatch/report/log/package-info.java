/** Where the agent logs to, and what it logs of findings. */
@NullMarked
package dev.sockwatch.report.log;

import org.jspecify.annotations.NullMarked;
