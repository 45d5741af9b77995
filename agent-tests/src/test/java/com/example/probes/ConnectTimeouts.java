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
    Ledger ledger = new Ledger();
    ServerSocket server = new ServerSocket(0, 1, Peer.loopback());
    ledger.peer.add(Event.OPENED);
    ledger.peer.add(Event.LISTENING);
    InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();

    List<Client> queued = new ArrayList<>();
    while (connect(ledger, address, queued)) {
      if (queued.size() > QUEUE_LIMIT) {
        throw new IllegalStateException("the accept queue never fills");
      }
    }

    Socket adaptor = SocketChannel.open().socket();
    ledger.self.add(Event.OPENED);
    Attempts.connectFails(ledger.self, () -> adaptor.connect(address, SHORT_MILLIS));
    adaptor.close();
    ledger.self.closed();

    for (Client client : queued) {
      Socket accepted = server.accept();
      ledger.peer.add(Event.ACCEPTED);
      client.close();
      new Client(Line.of(accepted), ledger.peer).readEnd();
      accepted.close();
      ledger.peer.closed();
    }
    server.close();
    ledger.peer.closed();
    ledger.publish();
  }

  private static boolean connect(Ledger ledger, InetSocketAddress address, List<Client> queued)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, SHORT_MILLIS);
    } catch (SocketTimeoutException e) {
      ledger.self.add(Event.OPENED);
      ledger.self.add(Event.CONNECT_FAILED);
      socket.close();
      ledger.self.closed();
      return false;
    }
    queued.add(ledger.connected(Line.of(socket)));
    return true;
  }
}
