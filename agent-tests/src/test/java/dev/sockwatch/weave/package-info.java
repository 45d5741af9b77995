/** Tests of the tables of hooks against many versions of a library; here, where its jars are. */
@NullMarked
package dev.sockwatch.weave;

import org.jspecify.annotations.NullMarked;
