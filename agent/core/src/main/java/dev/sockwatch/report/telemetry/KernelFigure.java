package dev.sockwatch.report.telemetry;

/** What the kernel says of one connection ({@code tcp_info}), as attributes of spans. */
public enum KernelFigure {
  RTT("rtt", 1e-6, "smoothed round-trip time (s)"),
  MIN_RTT("min_rtt", 1e-6, "least round-trip time seen (s)"),
  RETRANSMITS("retransmits", 1, "segments sent again, the SYN included"),
  BYTES_SENT("bytes_sent", 1, "bytes of data sent, repetitions included (By)"),
  BYTES_RECEIVED("bytes_received", 1, "bytes of data received (By)"),
  DELIVERY_RATE("delivery_rate", 1, "newest rate at which the peer took data (By/s)"),
  BUSY_TIME("busy_time", 1e-6, "time with data to send (s)"),
  RWND_LIMITED_TIME("rwnd_limited_time", 1e-6, "of it, held back by the peer's window (s)"),
  SNDBUF_LIMITED_TIME("sndbuf_limited_time", 1e-6, "of it, held back by our send buffer (s)");

  private final String suffix;
  private final double unit;
  private final String meaning;

  KernelFigure(String suffix, double unit, String meaning) {
    this.suffix = suffix;
    this.unit = unit;
    this.meaning = meaning;
  }

  /** Whether it is a time: the kernel counts microseconds, telemetry seconds. */
  public boolean isTime() {
    return unit != 1;
  }

  /** A kernel value in seconds. */
  public double seconds(long kernelValue) {
    return kernelValue * unit;
  }

  /** The end of the attribute's name. */
  public String suffix() {
    return suffix;
  }

  /** What the figure means. */
  public String meaning() {
    return meaning;
  }
}
