/** How a command in another process and a running agent speak: the attach channel and one file. */
@NullMarked
package dev.sockwatch.control;

import org.jspecify.annotations.NullMarked;
