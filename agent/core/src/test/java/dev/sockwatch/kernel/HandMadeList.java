package dev.sockwatch.kernel;

import dev.sockwatch.mask.AddressMask;
import dev.sockwatch.table.CallStacks;
import dev.sockwatch.table.KnownLibraries;
import java.util.List;

/** The kernel's list of a JVM that listens nowhere and has connected to nobody. */
public final class HandMadeList {
  private HandMadeList() {}

  public static ListedSockets of(KernelSocket... rows) {
    CallStacks stacks = new CallStacks(KnownLibraries.load(List.of()));
    return new ListedSockets(
        List.of(rows), new KnownPlaces(stacks, new Destinations(AddressMask.NONE)));
  }
}
