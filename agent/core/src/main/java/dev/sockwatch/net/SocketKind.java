package dev.sockwatch.net;

import dev.sockwatch.hooks.SocketHooks;
import java.util.List;

/** Which kind of object holds a descriptor; decides what happens when the program drops it. */
public enum SocketKind {
  /** {@code java.net.Socket} or {@code ServerSocket}: closed by the JDK's cleaner at GC. */
  SOCKET("socket", true),
  /** A channel: its descriptor stays open for ever once dropped. */
  CHANNEL("channel", false),
  /** An asynchronous channel: reachable as long as its group lives. */
  ASYNCHRONOUS_CHANNEL("asynchronous-channel", false),
  /** A datagram socket or channel: closed by the JDK's cleaner at GC. */
  DATAGRAM("datagram", true),
  /** A channel of a native transport: its descriptor stays open for ever once dropped. */
  NATIVE_CHANNEL("native-channel", false),
  /** A datagram channel of a native transport: likewise. */
  NATIVE_DATAGRAM("native-datagram", false),
  /** Open before Sockwatch watched; found in /proc, later seen at a read or write. */
  ADOPTED("adopted", false),
  /** Opened while Sockwatch watched, by no woven path: native code, or inherited. */
  UNWOVEN("unwoven", false);

  private static final List<SocketKind> BY_HOOK_NUMBER =
      List.of(SOCKET, CHANNEL, ASYNCHRONOUS_CHANNEL, DATAGRAM, NATIVE_CHANNEL, NATIVE_DATAGRAM);

  private final String word;
  private final boolean closedByCleaner;

  SocketKind(String word, boolean closedByCleaner) {
    this.word = word;
    this.closedByCleaner = closedByCleaner;
  }

  /** The kind for one of the numbers in {@link SocketHooks}. */
  public static SocketKind of(int hookNumber) {
    return BY_HOOK_NUMBER.get(hookNumber);
  }

  /** The word used in reports. */
  public String word() {
    return word;
  }

  /** Whether a hook saw it open, so that its owner, opener and age are known. */
  public boolean isOpenSeen() {
    return this != ADOPTED && this != UNWOVEN;
  }

  /** Whether it sends and receives datagrams. */
  public boolean isDatagram() {
    return this == DATAGRAM || this == NATIVE_DATAGRAM;
  }

  /** Whether the JDK closes the descriptor after its owner was collected. */
  public boolean closedByCleaner() {
    return closedByCleaner;
  }
}
