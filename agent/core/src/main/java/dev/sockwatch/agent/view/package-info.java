/** Snapshots as views of the management interface. */
@NullMarked
package dev.sockwatch.agent.view;

import org.jspecify.annotations.NullMarked;
