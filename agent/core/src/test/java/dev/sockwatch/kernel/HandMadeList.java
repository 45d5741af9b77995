package dev.sockwatch.kernel;

import dev.sockwatch.sample.DestinationNames;
import dev.sockwatch.sample.KnownAddresses;
import dev.sockwatch.sample.ListedSockets;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.text.AddressMask;
import java.util.List;

/** The kernel's list of a JVM that listens nowhere and has connected to nobody. */
public final class HandMadeList {
  private HandMadeList() {}

  public static ListedSockets of(KernelSocket... rows) {
    CallStacks stacks = new CallStacks(KnownLibraries.load(List.of()));
    return new ListedSockets(
        List.of(rows), new KnownAddresses(stacks, new DestinationNames(AddressMask.NONE)));
  }
}
