/**
 * What anybody may ask a running agent: sockets, findings and health as immutable views.
 *
 * <p>Plain types only, so that the views can cross class loaders as open types: an absent value is
 * null, a time is in milliseconds since the epoch.
 */
@NullMarked
package dev.sockwatch.api;

import org.jspecify.annotations.NullMarked;
