package com.example.stacks;

/** {@code java.net.Socket} on both sides. */
final class RawHttp {
  private RawHttp() {}

  public static void main(String[] args) throws Exception {
    RawServer server = new RawServer();
    RawClient.work(server.port());
    server.stop();
    Loopback.end(Loopback.CONNECTIONS);
  }
}
