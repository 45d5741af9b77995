package com.example.probes;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** TLS over plain sockets that count what TLS does with them; then a peer that speaks no TLS. */
final class LayeredTls {
  private final ProbeEvents events = new ProbeEvents();
  private final SSLSocketFactory factory;
  private final ServerSocket server;

  private LayeredTls(SSLContext context) throws IOException {
    factory = context.getSocketFactory();
    server = CountedSocket.listen(events.peer, Peer.loopback());
  }

  public static void main(String[] args) throws Exception {
    LayeredTls probe = new LayeredTls(TestKeys.context());
    probe.clientClosesFirst();
    probe.serverClosesFirst();
    probe.handshakeFails();
    probe.server.close();
    probe.events.publish();
  }

  private void clientClosesFirst() throws Exception {
    Threads.Background peer =
        Threads.start(
            Thread::new,
            () -> {
              SSLSocket tls = acceptTls();
              tls.getOutputStream().write(tls.getInputStream().read());
              expect(-1, tls.getInputStream().read());
              tls.close();
            });
    SSLSocket client = connectTls();
    echo(client);
    client.close();
    client.close();
    peer.join();
  }

  private void serverClosesFirst() throws Exception {
    Threads.Background peer =
        Threads.start(
            Thread::new,
            () -> {
              SSLSocket tls = acceptTls();
              tls.getOutputStream().write(tls.getInputStream().read());
              tls.close();
            });
    SSLSocket client = connectTls();
    echo(client);
    expect(-1, client.getInputStream().read());
    client.close();
    peer.join();
  }

  /** The answer is not TLS: the handshake fails, both ends close. */
  private void handshakeFails() throws Exception {
    Threads.Background peer =
        Threads.start(
            Thread::new,
            () -> {
              try (Socket plain = server.accept()) {
                answerInPlainText(plain);
              }
            });
    SSLSocket client = connectTls();
    try {
      client.startHandshake();
      throw new IllegalStateException("TLS with a peer that speaks none");
    } catch (SSLException e) {
      System.out.println("self.handshakeFailed=" + e.getMessage());
    }
    client.close();
    peer.join();
  }

  static void answerInPlainText(Socket plain) throws IOException {
    plain.getOutputStream().write("400 no TLS here\r\n".getBytes(StandardCharsets.US_ASCII));
    try {
      long unused = plain.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.out.println("peer.reset=" + e.getMessage()); // the client left our answer unread
    }
  }

  private SSLSocket connectTls() throws IOException {
    Socket plain = CountedSocket.connect(events.self, server.getLocalSocketAddress());
    return (SSLSocket) factory.createSocket(plain, "localhost", plain.getPort(), true);
  }

  private SSLSocket acceptTls() throws IOException {
    return (SSLSocket) factory.createSocket(server.accept(), null, true);
  }

  private static void echo(SSLSocket client) throws IOException {
    client.getOutputStream().write(Peer.ECHO);
    expect(Peer.ECHO, client.getInputStream().read());
  }

  private static void expect(int wanted, int got) {
    if (got != wanted) {
      throw new IllegalStateException("expected " + wanted + ", got " + got);
    }
  }
}
