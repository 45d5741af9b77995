/** Every socket the JVM has open, by whom, since when. */
@NullMarked
package dev.sockwatch.table;

import org.jspecify.annotations.NullMarked;
