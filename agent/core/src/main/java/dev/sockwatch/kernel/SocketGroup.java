package dev.sockwatch.kernel;

import dev.sockwatch.table.CallStack;
import dev.sockwatch.table.Role;
import org.jspecify.annotations.Nullable;

/**
 * Sockets of one role, to one destination, opened through one stack.
 *
 * @param role what they are for
 * @param destination the other side, or where the listener listens
 * @param opening the stack, or null when no hook saw them open
 */
public record SocketGroup(Role role, String destination, @Nullable CallStack opening) {}
