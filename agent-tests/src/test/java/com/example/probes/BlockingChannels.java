package com.example.probes;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** {@code SocketChannel} and {@code ServerSocketChannel} in blocking mode. */
final class BlockingChannels {
  private BlockingChannels() {}

  public static void main(String[] args) throws Exception {
    ProbeEvents events = new ProbeEvents();
    Peer peer = Peer.overChannels(events);

    events.connected(Line.of(SocketChannel.open(peer.address()))).echoAndClose();

    SocketChannel openedFirst = SocketChannel.open();
    openedFirst.bind(new InetSocketAddress(Peer.loopback(), 0));
    boolean connected = openedFirst.connect(peer.address());
    if (!connected || !openedFirst.finishConnect()) {
      throw new IllegalStateException("a blocking connect came back unconnected");
    }
    Client seesTheEnd = events.connected(Line.of(openedFirst));
    seesTheEnd.echo();
    seesTheEnd.tell(Peer.HANG_UP);
    seesTheEnd.readEnd();
    seesTheEnd.readEnd();
    seesTheEnd.close();

    scattersAndGathers(events, SocketChannel.open(peer.address()));

    peer.stop();
    events.publish();
  }

  /** Reads and writes several buffers at once, the end of input included. */
  private static void scattersAndGathers(ProbeEvents events, SocketChannel channel)
      throws Exception {
    Client client = events.connected(Line.of(channel));
    channel.write(new ByteBuffer[] {oneByte(Peer.ECHO), oneByte(Peer.ECHO)});
    client.read(Peer.ECHO);
    client.read(Peer.ECHO);
    channel.write(new ByteBuffer[] {oneByte(Peer.ECHO), oneByte(Peer.HANG_UP)});
    client.read(Peer.ECHO);
    for (int i = 0; i < 2; i++) {
      long n = channel.read(new ByteBuffer[] {ByteBuffer.allocate(1), ByteBuffer.allocate(1)});
      if (n != -1) {
        throw new IllegalStateException("expected the end of input, got " + n);
      }
    }
    events.self.add(Event.END_OF_INPUT_FROM_PEER);
    client.close();
  }

  private static ByteBuffer oneByte(int b) {
    return ByteBuffer.wrap(new byte[] {(byte) b});
  }
}
