package com.example.probes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Connects to a listener whose accept queue is full: the kernel drops the SYN, the call times out.
 */
final class ConnectTimeouts {
  private static final int SHORT_MILLIS = 500;
  private static final int QUEUE_LIMIT = 10;

  private ConnectTimeouts() {}

  public static void main(String[] args) throws Exception {
    ProbeEvents events = new ProbeEvents();
    ServerSocket server = new ServerSocket(0, 1, Peer.loopback());
    events.peer.add(Event.OPENED);
    events.peer.add(Event.LISTENING);
    InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();

    List<Client> queued = new ArrayList<>();
    while (connect(events, address, queued)) {
      if (queued.size() > QUEUE_LIMIT) {
        throw new IllegalStateException("the accept queue never fills");
      }
    }

    Socket adaptor = SocketChannel.open().socket();
    events.self.add(Event.OPENED);
    Attempts.connectFails(events.self, () -> adaptor.connect(address, SHORT_MILLIS));
    adaptor.close();
    events.self.closed();

    for (Client client : queued) {
      Socket accepted = server.accept();
      events.peer.add(Event.ACCEPTED);
      client.close();
      new Client(Line.of(accepted), events.peer).readEnd();
      accepted.close();
      events.peer.closed();
    }
    server.close();
    events.peer.closed();
    events.publish();
  }

  private static boolean connect(ProbeEvents events, InetSocketAddress address, List<Client> queued)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, SHORT_MILLIS);
    } catch (SocketTimeoutException e) {
      events.self.add(Event.OPENED);
      events.self.add(Event.CONNECT_FAILED);
      socket.close();
      events.self.closed();
      return false;
    }
    queued.add(events.connected(Line.of(socket)));
    return true;
  }
}
