package dev.sockwatch.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One socket that is open although the scope that opened it should have closed it.
 *
 * @param id identity within this JVM, never used again
 * @param kind as in {@link SocketView}
 * @param role as in {@link SocketView}
 * @param state the kernel's TCP state now, or null where there is none
 * @param local numeric local address, or null
 * @param remote numeric remote address, or null
 * @param openMillis for how long it has been open
 * @param unreadBytes received and not read by the program, or null
 * @param closeRequested whether the program has closed it and only the descriptor is left
 * @param abandoned whether nothing but the descriptor is left: its owner was collected
 * @param thread name of the opening thread
 * @param callSite the blamed line, or null when unknown
 * @param stack the trimmed opening stack, outermost last
 * @param callers who called the blamed line, as in {@link FindingView}
 * @param endOfInputReader where the program has read that the peer has closed; empty if it has not
 * @param openedIn name of the scope that the opening thread worked for, or null for none
 * @param reason why this scope answers for it and not the one of the opening thread, or null
 */
public record LeftSocketView(
    long id,
    String kind,
    String role,
    @Nullable String state,
    @Nullable String local,
    @Nullable String remote,
    long openMillis,
    @Nullable Long unreadBytes,
    boolean closeRequested,
    boolean abandoned,
    @Nullable String thread,
    @Nullable String callSite,
    List<String> stack,
    List<String> callers,
    List<String> endOfInputReader,
    @Nullable String openedIn,
    @Nullable String reason) {
  /** Of printable text. */
  public LeftSocketView {
    kind = PrintableText.of(kind);
    role = PrintableText.of(role);
    state = PrintableText.ofNullable(state);
    local = PrintableText.ofNullable(local);
    remote = PrintableText.ofNullable(remote);
    thread = PrintableText.ofNullable(thread);
    callSite = PrintableText.ofNullable(callSite);
    stack = PrintableText.ofAll(stack);
    callers = PrintableText.ofAll(callers);
    endOfInputReader = PrintableText.ofAll(endOfInputReader);
    openedIn = PrintableText.ofNullable(openedIn);
    reason = PrintableText.ofNullable(reason);
  }
}
