package dev.sockwatch.detect;

/**
 * How often in the window of {@link dev.sockwatch.snapshot.IncidentGroup} something is worth
 * reporting.
 *
 * @param windowNanos that window
 * @param incidents slow connects, resets; as many spread over a longer time, where a line has few
 *     connections
 * @param stalls messages held back by Nagle's algorithm
 * @param connections connections closed after about one exchange, for a warning
 * @param inARow so many of those in a row, at any pace, for advice
 * @param timerPauseNanos regular pauses of that length are a timer's, such as a health check's;
 *     never scaled
 */
public record IncidentLimits(
    long windowNanos,
    int incidents,
    int stalls,
    int connections,
    int inARow,
    long timerPauseNanos) {}
