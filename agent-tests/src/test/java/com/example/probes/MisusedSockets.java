package com.example.probes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Calls that throw because they make no sense: nothing has happened to any socket. */
final class MisusedSockets {
  private MisusedSockets() {}

  public static void main(String[] args) throws Exception {
    ProbeEvents events = new ProbeEvents();
    Peer peer = Peer.overSockets(events);

    Socket socket = new Socket(Peer.loopback(), peer.port());
    Client client = events.connected(Line.of(socket));
    isRefused(() -> socket.connect(peer.address()));
    client.echoAndClose();
    isRefused(() -> socket.connect(peer.address()));
    isRefused(socket::shutdownInput);
    isRefused(socket::shutdownOutput);

    Socket unconnected = new Socket();
    unconnected.bind(new InetSocketAddress(Peer.loopback(), 0));
    events.self.add(Event.OPENED);
    isRefused(unconnected::shutdownInput);
    isRefused(unconnected::shutdownOutput);
    unconnected.close();
    events.self.closed();

    channels(events, peer);
    asynchronousChannels(events, peer);
    listeners(events);

    peer.stop();
    events.publish();
  }

  private static void channels(ProbeEvents events, Peer peer) throws Exception {
    SocketChannel channel = SocketChannel.open();
    isRefused(channel::finishConnect);
    isRefused(channel::shutdownInput);
    isRefused(channel::shutdownOutput);
    isRefused(() -> channel.read(ByteBuffer.allocate(1)));
    channel.connect(peer.address());
    Client client = events.connected(Line.of(channel));
    isRefused(() -> channel.connect(peer.address()));
    isRefused(() -> channel.socket().connect(peer.address(), 1000));
    client.echoAndClose();
    isRefused(() -> channel.connect(peer.address()));
    isRefused(() -> channel.read(ByteBuffer.allocate(1)));
    isRefused(channel::shutdownInput);
  }

  private static void asynchronousChannels(ProbeEvents events, Peer peer) throws Exception {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    isRefused(channel::shutdownInput);
    Object unused = Line.result(channel.connect(peer.address()));
    Client client = events.connected(Line.of(channel));
    isRefused(() -> Line.result(channel.connect(peer.address())));
    client.echoAndClose();
    isRefused(() -> Line.result(channel.connect(peer.address())));
    isRefused(channel::shutdownInput);
  }

  private static void listeners(ProbeEvents events) throws Exception {
    ServerSocket server = new ServerSocket(0, 1, Peer.loopback());
    events.self.add(Event.OPENED);
    events.self.add(Event.LISTENING);
    isRefused(() -> server.bind(new InetSocketAddress(Peer.loopback(), 0)));
    server.setSoTimeout(1);
    isRefused(server::accept);
    server.close();
    events.self.closed();
    isRefused(server::accept);

    ServerSocketChannel channel = ServerSocketChannel.open();
    events.self.add(Event.OPENED);
    isRefused(channel::accept);
    channel.bind(new InetSocketAddress(Peer.loopback(), 0));
    events.self.add(Event.LISTENING);
    isRefused(() -> channel.bind(new InetSocketAddress(Peer.loopback(), 0)));
    channel.configureBlocking(false);
    if (channel.accept() != null) {
      throw new IllegalStateException("accepted a connection that nobody made");
    }
    channel.close();
    events.self.closed();
    isRefused(channel::accept);
  }

  private static void isRefused(Threads.Task misuse) throws Exception {
    try {
      misuse.run();
    } catch (IOException | IllegalStateException e) {
      return; // NotYetConnected, AlreadyConnected, AlreadyBound and so on are illegal states
    }
    throw new AssertionError("a call that makes no sense succeeded");
  }
}
