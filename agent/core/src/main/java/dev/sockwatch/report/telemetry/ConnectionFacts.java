package dev.sockwatch.report.telemetry;

import dev.sockwatch.trace.TraceContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection as plain values; times are on the wall clock, in nanoseconds since the epoch.
 *
 * @param id identity within this JVM
 * @param isClient whether we connected, not accepted
 * @param asked the host and port that the program asked for, null when it accepted or is unknown
 * @param local own address, null where nobody had time to ask for it
 * @param peer the peer's, likewise
 * @param opener the application's span in which it was requested or accepted, null for none
 * @param callSite the line to blame, null when no hook saw the open
 * @param stack where it was opened, innermost first
 * @param thread name of the opening thread, or null
 * @param threadId its id; 0 where the thread is not known
 * @param openedAtNanos when it was opened
 * @param figures what the kernel said last
 */
public record ConnectionFacts(
    long id,
    boolean isClient,
    @Nullable HostPort asked,
    @Nullable HostPort local,
    @Nullable HostPort peer,
    @Nullable TraceContext opener,
    @Nullable String callSite,
    List<String> stack,
    @Nullable String thread,
    long threadId,
    long openedAtNanos,
    Map<KernelFigure, Long> figures) {}
