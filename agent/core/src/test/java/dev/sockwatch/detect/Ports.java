package dev.sockwatch.detect;

import dev.sockwatch.snapshot.DestinationPorts;
import dev.sockwatch.snapshot.SampleBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Ports to one destination by hand. */
final class Ports {
  private Ports() {}

  /**
   * As many held for a minute as were closed, so many in each second, up to so long ago.
   *
   * @param open by open connections
   */
  static DestinationPorts held(int open, int perSecond, int seconds) {
    List<Integer> ages = new ArrayList<>(Collections.nCopies(seconds, perSecond));
    ages.addAll(Collections.nCopies(60 - seconds, 0));
    return new DestinationPorts("192.0.2.7:5432", SampleBuilder.SITE, open, ages, 0, 60);
  }

  /** The kernel gives those back that were closed longer than a second ago. */
  static DestinationPorts reused(int open, int lastSecond, int givenBack) {
    List<Integer> ages = new ArrayList<>(Collections.nCopies(60, 0));
    ages.set(0, lastSecond);
    return new DestinationPorts("127.0.0.1:5432", SampleBuilder.SITE, open, ages, givenBack, 1);
  }
}
