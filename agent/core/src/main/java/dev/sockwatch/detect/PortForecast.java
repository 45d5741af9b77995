package dev.sockwatch.detect;

import dev.sockwatch.snapshot.DestinationPorts;
import java.util.List;
import java.util.OptionalLong;

/**
 * How fast connections to a destination use up its local ports, read from the ages of those in
 * TIME_WAIT in one instant.
 */
final class PortForecast {
  private static final int RATE_SECONDS = 10;

  private final DestinationPorts ports;
  private final int usable;

  PortForecast(DestinationPorts ports, int usable) {
    this.ports = ports;
    this.usable = usable;
  }

  /** Connections closed per second, over the last ten seconds or since the first of them. */
  double closedPerSecond() {
    List<Integer> ages = ports.closedSecondsAgo();
    int closed = 0;
    int seconds = 1;
    for (int age = 0; age < Math.min(RATE_SECONDS, ages.size()); age++) {
      closed += ages.get(age);
      seconds = ages.get(age) > 0 ? age + 1 : seconds;
    }
    return (double) closed / seconds;
  }

  /**
   * Seconds until a connect gets EADDRNOTAVAIL at this rate; empty when ports come back as fast as
   * they are used.
   */
  OptionalLong secondsLeft() {
    double perSecond = closedPerSecond();
    for (int seconds = 0; seconds <= ports.heldSeconds(); seconds++) {
      if (ports.open() + heldStill(seconds) + perSecond * seconds >= usable) {
        return OptionalLong.of(seconds);
      }
    }
    return OptionalLong.empty();
  }

  /** Of those in TIME_WAIT now, how many hold their port still in so many seconds. */
  private int heldStill(int seconds) {
    List<Integer> ages = ports.closedSecondsAgo();
    int held = 0;
    for (int age = 0; age < Math.min(ages.size(), ports.heldSeconds() - seconds); age++) {
      held += ages.get(age);
    }
    return held;
  }
}
