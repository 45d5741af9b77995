package dev.sockwatch.kernel;

import java.util.OptionalLong;

/**
 * RLIMIT_NOFILE of this process, read now and then. Used by the sampler alone.
 *
 * <p>With no descriptor left it cannot be read: then it is what it was, or as many as there are.
 */
public final class DescriptorLimit {
  private static final int ROUNDS_PER_READ = 10;

  private final ProcessDescriptors descriptors;
  private OptionalLong known = OptionalLong.empty();
  private int roundsLeft;

  public DescriptorLimit(ProcessDescriptors descriptors) {
    this.descriptors = descriptors;
  }

  /**
   * The limit.
   *
   * @param openWhenExhausted how many are open when there are no more, else empty
   */
  public OptionalLong read(OptionalLong openWhenExhausted) {
    if (openWhenExhausted.isPresent() || roundsLeft-- <= 0) {
      OptionalLong now = descriptors.limit();
      if (now.isPresent()) {
        known = now;
      }
      roundsLeft = ROUNDS_PER_READ;
    }
    return known.isPresent() ? known : openWhenExhausted;
  }
}
