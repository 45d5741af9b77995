package com.example.stacks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** {@code SSLEngine} over {@code SocketChannel} on both sides, as servers do it. */
final class SslEngines {
  private static final byte[] BYTES = Loopback.BODY.getBytes(StandardCharsets.ISO_8859_1);

  private SslEngines() {}

  public static void main(String[] args) throws Exception {
    SSLContext context = Tls.context();
    try (ServerSocketChannel server =
        ServerSocketChannel.open().bind(new InetSocketAddress(Loopback.address(), 0))) {
      Thread acceptor = new Thread(() -> serve(server, context), "engine-server");
      acceptor.start();
      for (int i = 0; i < Loopback.CONNECTIONS; i++) {
        try (SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
          EngineChannel tls = new EngineChannel(channel, engine(context, true));
          for (int j = 0; j < Loopback.REQUESTS / Loopback.CONNECTIONS; j++) {
            tls.write(BYTES);
            Loopback.check(new String(tls.read(BYTES.length), StandardCharsets.ISO_8859_1));
          }
          tls.closeOutbound();
        }
      }
      acceptor.join();
    }
    Loopback.end(Loopback.CONNECTIONS);
  }

  private static SSLEngine engine(SSLContext context, boolean isClient) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(isClient);
    return engine;
  }

  private static void serve(ServerSocketChannel server, SSLContext context) {
    try {
      for (int i = 0; i < Loopback.CONNECTIONS; i++) {
        try (SocketChannel channel = server.accept()) {
          EngineChannel tls = new EngineChannel(channel, engine(context, false));
          for (byte[] some = tls.read(BYTES.length);
              some.length > 0;
              some = tls.read(BYTES.length)) {
            tls.write(some);
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
