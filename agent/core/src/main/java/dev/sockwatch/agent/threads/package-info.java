/** The threads of the agent: whose they are, what they throw, and how long somebody waits. */
@NullMarked
package dev.sockwatch.agent.threads;

import org.jspecify.annotations.NullMarked;
