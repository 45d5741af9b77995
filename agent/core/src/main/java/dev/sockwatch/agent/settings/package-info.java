/** What the user may set, where it is read, and what is wrong with it. */
@NullMarked
package dev.sockwatch.agent.settings;

import org.jspecify.annotations.NullMarked;
