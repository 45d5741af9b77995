package dev.sockwatch.snapshot;

import dev.sockwatch.host.HostContext;
import java.util.Map;
import java.util.OptionalLong;

/**
 * This process at one instant.
 *
 * @param openDescriptors how many descriptors it has open; empty without /proc
 * @param descriptorLimit RLIMIT_NOFILE (soft); empty without /proc or when unlimited
 * @param exhausted whether a call has failed with "too many open files" since the start
 * @param context the network namespace it lives in
 * @param nativeSockets open sockets that no hook saw and that are not TCP, by family: of native
 *     code, inherited, or the JVM's own
 */
public record HostSample(
    OptionalLong openDescriptors,
    OptionalLong descriptorLimit,
    boolean exhausted,
    HostContext context,
    Map<String, Integer> nativeSockets) {
  /** Of a process without sockets of native code. */
  public HostSample(
      OptionalLong openDescriptors,
      OptionalLong descriptorLimit,
      boolean exhausted,
      HostContext context) {
    this(openDescriptors, descriptorLimit, exhausted, context, Map.of());
  }

  /** How many sockets of native code there are, of any family but TCP. */
  public int nativeSocketCount() {
    return nativeSockets.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Of a process about whose network nothing is known. */
  public HostSample(OptionalLong openDescriptors, OptionalLong descriptorLimit, boolean exhausted) {
    this(openDescriptors, descriptorLimit, exhausted, HostContext.NONE);
  }
}
