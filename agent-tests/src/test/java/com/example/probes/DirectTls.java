package com.example.probes;

import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * {@code SSLSocket} and {@code SSLServerSocket} as most programs use them, and a peer without TLS.
 *
 * <p>What TLS reads and shuts down below itself is out of the program's sight here; {@link
 * LayeredTls} counts that.
 */
final class DirectTls {
  private final ProbeEvents events = new ProbeEvents();
  private final SSLContext context;

  private DirectTls(SSLContext context) {
    this.context = context;
  }

  public static void main(String[] args) throws Exception {
    DirectTls probe = new DirectTls(TestKeys.context());
    probe.talk();
    probe.talk();
    probe.handshakeFails();
    probe.events.publish();
  }

  private void talk() throws Exception {
    ServerSocket server =
        listening(context.getServerSocketFactory().createServerSocket(0, 1, Peer.loopback()));
    Threads.Background peer =
        Threads.start(
            Thread::new,
            () -> {
              try (Socket accepted = accepted(server)) {
                accepted.getOutputStream().write(accepted.getInputStream().read());
                if (accepted.getInputStream().read() != -1) {
                  throw new IllegalStateException("expected the end of input");
                }
              }
              events.peer.closed();
            });
    Socket client = context.getSocketFactory().createSocket(Peer.loopback(), server.getLocalPort());
    Client counted = connected(client);
    counted.echo();
    counted.close();
    peer.join();
    server.close();
    events.peer.closed();
  }

  private void handshakeFails() throws Exception {
    ServerSocket server = listening(new ServerSocket(0, 1, Peer.loopback()));
    Threads.Background peer =
        Threads.start(
            Thread::new,
            () -> {
              try (Socket accepted = accepted(server)) {
                LayeredTls.answerInPlainText(accepted);
              }
              events.peer.closed();
            });
    SSLSocket client = (SSLSocket) context.getSocketFactory().createSocket();
    client.connect(server.getLocalSocketAddress());
    Client counted = connected(client);
    try {
      client.startHandshake();
      throw new IllegalStateException("TLS with a peer that speaks none");
    } catch (SSLException e) {
      System.out.println("self.handshakeFailed=" + e.getMessage());
    }
    counted.close();
    peer.join();
    server.close();
    events.peer.closed();
  }

  private ServerSocket listening(ServerSocket server) {
    events.peer.add(Event.OPENED);
    events.peer.add(Event.LISTENING);
    return server;
  }

  private Socket accepted(ServerSocket server) throws Exception {
    Socket socket = server.accept();
    events.peer.add(Event.ACCEPTED);
    tlsHides();
    return socket;
  }

  private Client connected(Socket client) {
    tlsHides();
    return events.connected(Line.of(client));
  }

  private void tlsHides() {
    events.mayAlsoCount(Event.END_OF_INPUT_FROM_PEER, 1, "TLS reads below the program");
    events.mayAlsoCount(Event.END_OF_INPUT_LOCAL, 1, "TLS reads below the program");
    events.mayAlsoCount(Event.INPUT_SHUTDOWN, 1, "TLS shuts down below the program");
    events.mayAlsoCount(Event.OUTPUT_SHUTDOWN, 1, "TLS shuts down below the program");
  }
}
