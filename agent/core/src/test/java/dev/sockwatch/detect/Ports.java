package dev.sockwatch.detect;

import dev.sockwatch.snapshot.DestinationPorts;
import dev.sockwatch.snapshot.PortShare;
import dev.sockwatch.snapshot.SampleBuilder;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.HandMadeStack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Ports to one destination by hand. */
final class Ports {
  static final CallStack POOL = HandMadeStack.at("Pool", "open", 10);

  private Ports() {}

  /** A pool's open connections beside a line that has closed some, 2 a second. */
  static DestinationPorts poolBesideCulprit(int pool, int seconds, boolean isEstimated) {
    DestinationPorts held = held(pool, 2, seconds);
    List<PortShare> lines = new ArrayList<>();
    lines.add(new PortShare(SampleBuilder.SITE, 0, 2 * seconds, isEstimated));
    lines.add(new PortShare(POOL, pool, 0, false));
    lines.sort(Comparator.comparingInt(PortShare::used).reversed());
    return new DestinationPorts(held.destination(), lines, pool, held.closedSecondsAgo(), 0, 60);
  }

  /**
   * As many held for a minute as were closed, so many in each second, up to so long ago.
   *
   * @param open by open connections
   */
  static DestinationPorts held(int open, int perSecond, int seconds) {
    List<Integer> ages = new ArrayList<>(Collections.nCopies(seconds, perSecond));
    ages.addAll(Collections.nCopies(60 - seconds, 0));
    List<PortShare> line =
        List.of(new PortShare(SampleBuilder.SITE, open, perSecond * seconds, false));
    return new DestinationPorts("192.0.2.7:5432", line, open, ages, 0, 60);
  }

  /** The kernel gives those back that were closed longer than a second ago. */
  static DestinationPorts reused(int open, int lastSecond, int givenBack) {
    List<Integer> ages = new ArrayList<>(Collections.nCopies(60, 0));
    ages.set(0, lastSecond);
    List<PortShare> line = List.of(new PortShare(SampleBuilder.SITE, open, lastSecond, false));
    return new DestinationPorts("127.0.0.1:5432", line, open, ages, givenBack, 1);
  }
}
