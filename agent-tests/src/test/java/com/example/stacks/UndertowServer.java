package com.example.stacks;

import io.undertow.Undertow;
import java.net.InetSocketAddress;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Undertow with XNIO. */
final class UndertowServer {
  private static final Logger QUIET = Logger.getLogger("");

  private UndertowServer() {}

  public static void main(String[] args) throws Exception {
    QUIET.setLevel(Level.SEVERE);
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(2)
            .setWorkerThreads(2)
            .setHandler(exchange -> exchange.getResponseSender().send(Loopback.BODY))
            .build();
    server.start();
    InetSocketAddress at = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    RawClient.work(at.getPort());
    server.stop();
    Loopback.end(Loopback.CONNECTIONS);
  }
}
