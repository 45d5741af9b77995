package dev.sockwatch.detect;

import java.util.List;

/** The list of all rules. */
public final class Detectors {
  private Detectors() {}

  /** One of each. */
  public static List<Detector> all() {
    return List.of(
        new SocketAbandonedDetector(),
        new CloseWaitDetector(),
        new ClosePendingDetector(),
        new NeverConnectedDetector(),
        new SocketsGrowingDetector(),
        new NativeSocketsGrowingDetector(),
        new DescriptorsLowDetector(),
        new NagleStallDetector(),
        new NodelayMissingDetector(),
        new ConnectionPerRequestDetector(),
        new ConnectSlowDetector(),
        new ResetByPeerDetector(),
        new ResetByUsDetector(),
        new KeepAliveDisabledDetector(),
        new KeepAliveTooSlowDetector(),
        new TimeWaitPressureDetector(),
        new EphemeralPortsLowDetector(),
        new ConnectFailingDetector(),
        new ConnectNoPortDetector());
  }
}
