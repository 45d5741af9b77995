package dev.sockwatch.api;

import org.jspecify.annotations.Nullable;

/**
 * The open sockets of one role, state, call site and destination, counted.
 *
 * @param role as in {@link SocketView}
 * @param state the kernel's TCP state, or null where there is none
 * @param callSite the blamed line, or null when unknown
 * @param destination as in {@link SocketView}
 * @param count how many are open
 * @param listed how many of them are reported one by one
 */
public record SocketGroupView(
    String role,
    @Nullable String state,
    @Nullable String callSite,
    String destination,
    long count,
    long listed) {
  /** Of printable text. */
  public SocketGroupView {
    role = PrintableText.of(role);
    state = PrintableText.ofNullable(state);
    callSite = PrintableText.ofNullable(callSite);
    destination = PrintableText.of(destination);
  }
}
