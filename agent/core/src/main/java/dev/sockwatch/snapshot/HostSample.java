package dev.sockwatch.snapshot;

import dev.sockwatch.host.HostContext;
import java.util.OptionalLong;

/**
 * This process at one instant.
 *
 * @param openDescriptors how many descriptors it has open; empty without /proc
 * @param descriptorLimit RLIMIT_NOFILE (soft); empty without /proc or when unlimited
 * @param exhausted whether a call has failed with "too many open files" since the start
 * @param context the network namespace it lives in
 */
public record HostSample(
    OptionalLong openDescriptors,
    OptionalLong descriptorLimit,
    boolean exhausted,
    HostContext context) {
  /** Of a process about whose network nothing is known. */
  public HostSample(OptionalLong openDescriptors, OptionalLong descriptorLimit, boolean exhausted) {
    this(openDescriptors, descriptorLimit, exhausted, HostContext.NONE);
  }
}
