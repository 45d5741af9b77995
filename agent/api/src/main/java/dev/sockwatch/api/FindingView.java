package dev.sockwatch.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One finding: what is wrong, since when, where, how that is known and what to do.
 *
 * @param id stable lower-case word, e.g. {@code close-wait}
 * @param severity {@code error}, {@code warning} or {@code advice}
 * @param state {@code open} or {@code resolved}
 * @param summary one line for people
 * @param count how many sockets it is about; of a resolved finding, the largest number it had
 * @param firstSeenMillis when it was reported for the first time
 * @param openedAtMillis when it opened; later than {@code firstSeenMillis} if it was resolved
 *     meanwhile and came back
 * @param lastSeenMillis when it was last true
 * @param resolvedAtMillis when it was no longer true, or null while it is open
 * @param destination the other side, or where a listener listens
 * @param callSite the blamed line, or null when unknown
 * @param stack the trimmed opening stack, outermost last
 * @param callers who called the blamed line, for people: outermost last, with the number of frames
 *     in place of reflection, proxies and libraries between two frames of the application
 * @param stackTakenAt {@code open} if call site and stack are where the sockets were opened; {@code
 *     use} if they are where the first read or write was seen, of sockets that were open before
 *     Sockwatch watched; null when no stack is known
 * @param evidence the kernel's and the program's figures that decide it
 * @param remedy the line of code or the setting to change
 * @param documentation page and section that explain it, e.g. {@code FINDINGS.md#close-wait}
 */
public record FindingView(
    String id,
    String severity,
    String state,
    String summary,
    int count,
    long firstSeenMillis,
    long openedAtMillis,
    long lastSeenMillis,
    @Nullable Long resolvedAtMillis,
    String destination,
    @Nullable String callSite,
    List<String> stack,
    List<String> callers,
    @Nullable String stackTakenAt,
    List<FigureView> evidence,
    String remedy,
    String documentation) {
  /** Of printable text. */
  public FindingView {
    id = PrintableText.of(id);
    severity = PrintableText.of(severity);
    state = PrintableText.of(state);
    summary = PrintableText.of(summary);
    destination = PrintableText.of(destination);
    callSite = PrintableText.ofNullable(callSite);
    stack = PrintableText.ofAll(stack);
    callers = PrintableText.ofAll(callers);
    stackTakenAt = PrintableText.ofNullable(stackTakenAt);
    remedy = PrintableText.of(remedy);
    documentation = PrintableText.of(documentation);
  }
}
