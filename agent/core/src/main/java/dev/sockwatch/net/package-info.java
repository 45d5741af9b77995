/**
 * The words every room uses: states, options, figures and endpoints as RFC 9293 and Linux name
 * them. No I/O.
 */
@NullMarked
package dev.sockwatch.net;

import org.jspecify.annotations.NullMarked;
