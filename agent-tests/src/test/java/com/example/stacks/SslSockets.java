package com.example.stacks;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;

/** {@code SSLSocket} on both sides; every other one is laid over a socket that was connected. */
final class SslSockets {
  private SslSockets() {}

  public static void main(String[] args) throws Exception {
    SSLContext context = Tls.context();
    SSLSocketFactory factory = context.getSocketFactory();
    try (SSLServerSocket server =
        (SSLServerSocket)
            context.getServerSocketFactory().createServerSocket(0, 50, Loopback.address())) {
      Thread acceptor = new Thread(() -> serve(server), "ssl-server");
      acceptor.start();
      for (int i = 0; i < Loopback.CONNECTIONS; i++) {
        try (Socket socket = connect(factory, server.getLocalPort(), i % 2 == 0)) {
          Echo.ask(
              socket.getInputStream(),
              socket.getOutputStream(),
              Loopback.REQUESTS / Loopback.CONNECTIONS);
        }
      }
      acceptor.join();
    }
    Loopback.end(Loopback.CONNECTIONS);
  }

  private static Socket connect(SSLSocketFactory factory, int port, boolean overAnother)
      throws IOException {
    return overAnother
        ? factory.createSocket(new Socket(Loopback.address(), port), "localhost", port, true)
        : factory.createSocket(Loopback.address(), port);
  }

  private static void serve(SSLServerSocket server) {
    try {
      for (int i = 0; i < Loopback.CONNECTIONS; i++) {
        try (Socket socket = server.accept()) {
          Echo.answer(socket.getInputStream(), socket.getOutputStream());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
