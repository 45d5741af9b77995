package dev.sockwatch.snapshot;

import dev.sockwatch.net.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Both ends of a socket.
 *
 * @param destination the other side as text; of a listener or an accepted connection, where it
 *     listens
 * @param local own address, or null
 * @param remote peer's address, or null
 */
public record Addresses(String destination, @Nullable Endpoint local, @Nullable Endpoint remote) {}
