package dev.sockwatch.api;

import org.jspecify.annotations.Nullable;

/**
 * A connection of this JVM that has no descriptor any more (TIME_WAIT, or closed and not yet
 * acknowledged) or not yet (SYN_RECV, or waiting to be accepted), joined by its addresses.
 *
 * @param state the kernel's TCP state
 * @param local numeric local address
 * @param remote numeric remote address, or null
 * @param role {@code client} or {@code server}
 * @param destination the other side, or where the listener listens
 * @param callSite the line that last connected there or opened the listener, or null when unknown
 * @param timerMillis until the kernel's timer for it runs off
 */
public record DescriptorlessView(
    String state,
    String local,
    @Nullable String remote,
    String role,
    String destination,
    @Nullable String callSite,
    long timerMillis) {
  /** Of printable text. */
  public DescriptorlessView {
    state = PrintableText.of(state);
    local = PrintableText.of(local);
    remote = PrintableText.ofNullable(remote);
    role = PrintableText.of(role);
    destination = PrintableText.of(destination);
    callSite = PrintableText.ofNullable(callSite);
  }
}
