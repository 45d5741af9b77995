package dev.sockwatch.report.telemetry;

/**
 * One side of a connection, as told.
 *
 * @param address a numeric address or the host that was asked for
 * @param port port number
 */
public record HostPort(String address, int port) {
  @Override
  public String toString() {
    return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + port;
  }
}
