package com.example.probes;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Datagram sockets and channels: opened and closed, and nothing in between is an event. */
final class Datagrams {
  private Datagrams() {}

  public static void main(String[] args) throws Exception {
    Ledger ledger = new Ledger();

    DatagramSocket receiver = opened(ledger, new DatagramSocket(0, Peer.loopback()));
    DatagramSocket sender = opened(ledger, new DatagramSocket());
    byte[] payload = {1};
    sender.connect(receiver.getLocalSocketAddress()); // addresses only: no connection
    sender.send(new DatagramPacket(payload, payload.length));
    receiver.receive(new DatagramPacket(new byte[16], 16));
    sender.close();
    sender.close();
    ledger.self.closed();
    receiver.close();
    ledger.self.closed();

    MulticastSocket multicast = opened(ledger, new MulticastSocket(0));
    multicast.close();
    ledger.self.closed();

    DatagramChannel channel = opened(ledger, DatagramChannel.open());
    channel.bind(new InetSocketAddress(Peer.loopback(), 0));
    DatagramChannel ipv4 = opened(ledger, DatagramChannel.open(StandardProtocolFamily.INET));
    ipv4.send(ByteBuffer.wrap(payload), channel.getLocalAddress());
    if (channel.receive(ByteBuffer.allocate(16)) == null) {
      throw new IllegalStateException("no datagram");
    }
    ipv4.socket().close();
    ledger.self.closed();
    closeUnderSelector(channel);
    ledger.self.closed();

    ledger.publish();
  }

  private static <T> T opened(Ledger ledger, T socket) {
    ledger.self.add(Event.OPENED);
    return socket;
  }

  /** The selector gives the descriptor back, not the close. */
  private static void closeUnderSelector(DatagramChannel channel) throws Exception {
    try (Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      channel.close();
      selector.selectNow();
    }
  }
}
