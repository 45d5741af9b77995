package dev.sockwatch.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well Sockwatch itself is doing.
 *
 * @param rounds sampling rounds so far
 * @param lastRoundMicros CPU time of the last one
 * @param samplingIntervalMillis pause between rounds now; longer than set when rounds cost too much
 * @param roundsPerSocket a TCP socket is sampled once in this many rounds; 1 unless there are many
 * @param roundErrors rounds that failed
 * @param firstRoundError the first such failure, or null
 * @param hookErrors hook calls that failed
 * @param firstHookError the first such failure, or null
 * @param missingHooks events that are not seen
 * @param droppedEvents events lost because a bounded queue was full
 * @param unexplainedSockets open TCP sockets opened by no woven path
 * @param adoptedSockets open TCP sockets that were open before Sockwatch watched
 * @param ignoredFindings findings silenced by {@code sockwatch.ignore}
 * @param openDescriptors descriptors of this process, or null
 * @param descriptorLimit RLIMIT_NOFILE (soft), or null
 * @param events how many of each event hooks saw
 * @param notExported what OpenTelemetry's collector did not get, by kind; empty where nothing is
 *     exported
 */
public record HealthView(
    long rounds,
    long lastRoundMicros,
    long samplingIntervalMillis,
    int roundsPerSocket,
    long roundErrors,
    @Nullable String firstRoundError,
    long hookErrors,
    @Nullable String firstHookError,
    List<BlindSpotView> missingHooks,
    long droppedEvents,
    long unexplainedSockets,
    long adoptedSockets,
    long ignoredFindings,
    @Nullable Long openDescriptors,
    @Nullable Long descriptorLimit,
    List<FigureView> events,
    List<FigureView> notExported) {
  /** Of printable text. */
  public HealthView {
    firstRoundError = PrintableText.ofNullable(firstRoundError);
    firstHookError = PrintableText.ofNullable(firstHookError);
  }
}
