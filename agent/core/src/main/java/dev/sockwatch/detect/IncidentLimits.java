package dev.sockwatch.detect;

/**
 * How often in the window of {@link dev.sockwatch.kernel.EpisodeGroup} something is worth telling.
 *
 * @param windowNanos that window
 * @param incidents slow connects, resets
 * @param stalls messages held back by Nagle's algorithm
 * @param connections connections closed after about one exchange
 */
public record IncidentLimits(long windowNanos, int incidents, int stalls, int connections) {}
