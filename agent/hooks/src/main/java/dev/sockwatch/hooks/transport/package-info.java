/**
 * The doors that woven classes of native transports call.
 *
 * <p>At run time they live in java.base, package {@code java.nio.channels.spi}: it is exported, and
 * every class loader leaves {@code java.*} to the JDK, so a class of an application can link to
 * them without any change of modules.
 */
@NullMarked
package dev.sockwatch.hooks.transport;

import org.jspecify.annotations.NullMarked;
