package dev.sockwatch.report.telemetry;

import dev.sockwatch.text.AddressMask;

/**
 * One side of a connection, as exported.
 *
 * @param address a numeric address or the host that was asked for
 * @param port port number
 */
public record HostPort(String address, int port) {
  /** With a mark for the address. */
  public HostPort masked(AddressMask mask) {
    return new HostPort(mask.host(address), port);
  }

  @Override
  public String toString() {
    return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
  }
}
