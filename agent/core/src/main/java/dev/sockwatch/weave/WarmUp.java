package dev.sockwatch.weave;

import dev.sockwatch.weave.Hook.Event;
import dev.sockwatch.weave.Hook.Operand;
import dev.sockwatch.weave.Hook.Place;
import java.io.FileDescriptor;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class with one method of each shape that is woven, for weaving before the first real one. */
final class WarmUp {
  static final String NAME = "dev/sockwatch/weave/WarmUp";

  static final List<Hook> HOOKS =
      List.of(
          hook("<init>", "FileDescriptor", Place.RETURN, "opened", Operand.THIS, Operand.FD),
          hook("connect", "SocketAddress..", Place.ENTRY, "connectStarted", Operand.FIRST),
          hook("connect", "SocketAddress..", Place.RETURN, "connected", Operand.RESULT),
          hook("connect", "SocketAddress..", Place.THROW, "connectFailed", Operand.FAILURE),
          hook("accept", "WarmUp", Place.RETURN, "accepted", Operand.FIRST_AS_OWNER),
          hook("accept", "WarmUp", Place.RETURN, "accepted", Operand.FD_OF_FIRST, Operand.SOCKET),
          hook("connect", "SocketAddress..", Place.ENTRY, "connected", Operand.SECOND),
          hook("connect", "SocketAddress..", Place.ENTRY, "listening", Operand.NUMBER),
          hook("connect", "SocketAddress..", Place.ENTRY, "closing", Operand.CHANNEL_NUMBER));

  @Nullable FileDescriptor fd;

  WarmUp(FileDescriptor fd) {
    this.fd = fd;
  }

  boolean connect(SocketAddress remote, long nanos) {
    return remote == null ? nanos > 0 : fd != null;
  }

  void accept(WarmUp other) {
    fd = other.fd;
  }

  private static Hook hook(
      String method, String parameters, Place place, String door, Operand... operands) {
    return new Hook(Event.OPEN, NAME, method, parameters, place, door, List.of(operands));
  }
}
