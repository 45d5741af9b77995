/** What the agent writes, and the settings that say what it writes. */
@NullMarked
package dev.sockwatch.tests.report;

import org.jspecify.annotations.NullMarked;
