/** How things are written for people. */
@NullMarked
package dev.sockwatch.text;

import org.jspecify.annotations.NullMarked;
