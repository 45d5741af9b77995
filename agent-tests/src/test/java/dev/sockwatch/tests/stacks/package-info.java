/** Servers, clients and Netty as people use them: seen completely, no false alarm. */
@NullMarked
package dev.sockwatch.tests.stacks;

import org.jspecify.annotations.NullMarked;
