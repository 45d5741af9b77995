/** What can be asked of a running agent: by the attach channel, and by the MXBeans. */
@NullMarked
package dev.sockwatch.agent.management;

import org.jspecify.annotations.NullMarked;
