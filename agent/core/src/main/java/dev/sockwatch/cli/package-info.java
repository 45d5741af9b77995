/** The commands a person types; the only user of the command-line library. */
@NullMarked
package dev.sockwatch.cli;

import org.jspecify.annotations.NullMarked;
