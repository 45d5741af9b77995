/** What may be told of addresses: the setting {@code sockwatch.addresses}. */
@NullMarked
package dev.sockwatch.mask;

import org.jspecify.annotations.NullMarked;
