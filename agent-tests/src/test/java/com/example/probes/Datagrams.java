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
    ProbeEvents events = new ProbeEvents();

    DatagramSocket receiver = opened(events, new DatagramSocket(0, Peer.loopback()));
    DatagramSocket sender = opened(events, new DatagramSocket());
    byte[] payload = {1};
    sender.connect(receiver.getLocalSocketAddress()); // addresses only: no connection
    sender.send(new DatagramPacket(payload, payload.length));
    receiver.receive(new DatagramPacket(new byte[16], 16));
    sender.close();
    sender.close();
    events.self.closed();
    receiver.close();
    events.self.closed();

    MulticastSocket multicast = opened(events, new MulticastSocket(0));
    multicast.close();
    events.self.closed();

    DatagramChannel channel = opened(events, DatagramChannel.open());
    channel.bind(new InetSocketAddress(Peer.loopback(), 0));
    DatagramChannel ipv4 = opened(events, DatagramChannel.open(StandardProtocolFamily.INET));
    ipv4.send(ByteBuffer.wrap(payload), channel.getLocalAddress());
    if (channel.receive(ByteBuffer.allocate(16)) == null) {
      throw new IllegalStateException("no datagram");
    }
    ipv4.socket().close();
    events.self.closed();
    closeUnderSelector(channel);
    events.self.closed();

    events.publish();
  }

  private static <T> T opened(ProbeEvents events, T socket) {
    events.self.add(Event.OPENED);
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
