/** Joins the socket table with the answers of the kernel into snapshots. */
@NullMarked
package dev.sockwatch.sample;

import org.jspecify.annotations.NullMarked;
