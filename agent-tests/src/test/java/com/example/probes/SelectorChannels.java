package com.example.probes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;

/**
 * Client and server as non-blocking channels of one selector.
 *
 * <p>{@code finishConnect} is called several times, the end of input is read several times, and a
 * channel is closed while it is registered: its descriptor is given back by the next select.
 */
final class SelectorChannels {
  private static final int CLIENTS = 5;
  private static final int AGAIN = 3;

  private final ProbeEvents events = new ProbeEvents();
  private final Selector selector;
  private final ServerSocketChannel server;
  private int closed;

  private SelectorChannels() throws IOException {
    selector = Selector.open();
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(Peer.loopback(), 0));
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    events.peer.add(Event.OPENED);
    events.peer.add(Event.LISTENING);
  }

  public static void main(String[] args) throws Exception {
    SelectorChannels probe = new SelectorChannels();
    for (int i = 0; i < CLIENTS; i++) {
      probe.connect();
    }
    while (probe.closed < 2 * CLIENTS) {
      probe.selector.select();
      probe.handleSelected();
    }
    probe.server.close();
    probe.events.peer.closed();
    probe.selector.selectNow();
    probe.selector.close();
    probe.events.publish();
  }

  private void connect() throws IOException {
    SocketAddress address = server.getLocalAddress();
    SocketChannel client = SocketChannel.open();
    events.self.add(Event.OPENED);
    client.configureBlocking(false);
    client.register(selector, SelectionKey.OP_CONNECT, events.self);
    if (client.connect(address) || client.finishConnect()) {
      established(client);
    }
  }

  private void handleSelected() throws IOException {
    Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
    while (keys.hasNext()) {
      SelectionKey key = keys.next();
      keys.remove();
      if (key.isAcceptable()) {
        acceptAll();
      } else if (key.isConnectable()) {
        SocketChannel client = (SocketChannel) key.channel();
        if (client.finishConnect()) {
          established(client);
        }
      } else if (key.isReadable()) {
        readable((SocketChannel) key.channel(), (EventCounter) key.attachment());
      }
    }
  }

  private void acceptAll() throws IOException {
    SocketChannel accepted;
    while ((accepted = server.accept()) != null) {
      events.peer.add(Event.ACCEPTED);
      accepted.configureBlocking(false);
      accepted.register(selector, SelectionKey.OP_READ, events.peer);
    }
  }

  private void established(SocketChannel client) throws IOException {
    events.self.add(Event.CONNECTED);
    for (int i = 0; i < AGAIN; i++) {
      if (!client.finishConnect()) {
        throw new IllegalStateException("no longer connected");
      }
    }
    client.register(selector, SelectionKey.OP_READ, events.self);
    client.write(ByteBuffer.wrap(new byte[] {Peer.ECHO}));
  }

  private void readable(SocketChannel channel, EventCounter counter) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(16);
    int n = channel.read(buffer);
    if (n > 0 && counter == events.peer) {
      channel.write(buffer.flip());
      return;
    }
    if (n < 0) {
      for (int i = 0; i < AGAIN; i++) {
        if (channel.read(ByteBuffer.allocate(1)) != -1) {
          throw new IllegalStateException("the end of input was not the end");
        }
      }
      counter.add(Event.END_OF_INPUT_FROM_PEER);
    }
    if (n != 0) {
      channel.close();
      counter.closed();
      closed++;
    }
  }
}
