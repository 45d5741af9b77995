/** How the tests find JDKs, fork JVMs, wait, and read the kernel's word. */
@NullMarked
package dev.sockwatch.tests.support;

import org.jspecify.annotations.NullMarked;
