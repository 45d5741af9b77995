/** What the packaged agent promises, checked in forked JVMs against witnesses of their own. */
@NullMarked
package dev.sockwatch.tests;

import org.jspecify.annotations.NullMarked;
