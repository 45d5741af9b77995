/** What the jar answers on the command line. */
@NullMarked
package dev.sockwatch.tests.commands;

import org.jspecify.annotations.NullMarked;
