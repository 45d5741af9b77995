package dev.sockwatch.snapshot;

import dev.sockwatch.net.Role;

/**
 * Sockets of one role, to one destination, from one line.
 *
 * @param role what they are for
 * @param destination the other side, or where the listener listens
 * @param site the blamed line, or the destination where no line can be blamed
 */
public record SocketGroup(Role role, String destination, String site) {
  /** Sockets of one family that no hook saw and that are not TCP. */
  public static SocketGroup ofNative(String family) {
    return new SocketGroup(Role.UNCONNECTED, family + " sockets of native code", "native code");
  }
}
