package dev.sockwatch.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One open socket at one instant.
 *
 * @param id identity within this JVM, never used again
 * @param descriptor the file descriptor's number, which is used again
 * @param kind {@code socket}, {@code channel}, {@code asynchronous-channel}, {@code datagram},
 *     {@code native-channel}, {@code native-datagram}; {@code adopted} when it was open before
 *     Sockwatch watched, {@code unwoven} when it was opened by no woven path
 * @param role {@code client}, {@code server}, {@code listener}, {@code datagram} or {@code
 *     unconnected}
 * @param owner the object that holds the descriptor, as {@code NioSocketImpl@1b2c3d}, or null when
 *     it was collected or never known
 * @param destination the other side, or where a listener or accepted connection listens
 * @param state the kernel's TCP state (RFC 9293 names), or null where there is none
 * @param local numeric local address, or null
 * @param remote numeric remote address, or null
 * @param openedAtMillis when it was opened, or null when no hook saw that
 * @param ageMillis how long it has been open, or known
 * @param thread name of the opening thread, or null
 * @param callSite the blamed line, or null when unknown
 * @param stack the trimmed opening stack, outermost last
 * @param stackTakenAt {@code open} if thread, call site and stack are where it was opened; {@code
 *     use} if they are where its first read or write was seen, of a socket that was open before
 *     Sockwatch watched; null when no stack is known
 * @param inode the socket's inode, or null where it was not read
 * @param unreadBytes received and not read by the program (FIONREAD), or null
 * @param closeRequested whether the program has closed it
 * @param kernel the fields of {@code tcp_info} that the kernel gave, by its names
 * @param options socket options read back from the kernel; SO_TIMEOUT from the JDK, which keeps it
 * @param diag the kernel's row for it, or null when there is none or it was not asked
 */
public record SocketView(
    long id,
    int descriptor,
    String kind,
    String role,
    @Nullable String owner,
    String destination,
    @Nullable String state,
    @Nullable String local,
    @Nullable String remote,
    @Nullable Long openedAtMillis,
    long ageMillis,
    @Nullable String thread,
    @Nullable String callSite,
    List<String> stack,
    @Nullable String stackTakenAt,
    @Nullable Long inode,
    @Nullable Long unreadBytes,
    boolean closeRequested,
    List<FigureView> kernel,
    List<FigureView> options,
    @Nullable DiagView diag) {
  /** Of printable text. */
  public SocketView {
    kind = PrintableText.of(kind);
    role = PrintableText.of(role);
    owner = PrintableText.ofNullable(owner);
    destination = PrintableText.of(destination);
    state = PrintableText.ofNullable(state);
    local = PrintableText.ofNullable(local);
    remote = PrintableText.ofNullable(remote);
    thread = PrintableText.ofNullable(thread);
    callSite = PrintableText.ofNullable(callSite);
    stack = PrintableText.ofAll(stack);
    stackTakenAt = PrintableText.ofNullable(stackTakenAt);
  }
}
