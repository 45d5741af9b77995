/** Puts the parts together, reads settings, runs the loop. The only package that starts threads. */
@NullMarked
package dev.sockwatch.agent;

import org.jspecify.annotations.NullMarked;
