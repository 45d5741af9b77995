/** What holds for the code, the jar and the pages of this repository. */
@NullMarked
package dev.sockwatch.tests.build;

import org.jspecify.annotations.NullMarked;
