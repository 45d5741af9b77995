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
    Ledger ledger = new Ledger();
    Peer peer = Peer.overSockets(ledger);

    Socket socket = new Socket(Peer.loopback(), peer.port());
    Client client = ledger.connected(Line.of(socket));
    isRefused(() -> socket.connect(peer.address()));
    client.echoAndClose();
    isRefused(() -> socket.connect(peer.address()));
    isRefused(socket::shutdownInput);
    isRefused(socket::shutdownOutput);

    Socket unconnected = new Socket();
    unconnected.bind(new InetSocketAddress(Peer.loopback(), 0));
    ledger.self.add(Event.OPENED);
    isRefused(unconnected::shutdownInput);
    isRefused(unconnected::shutdownOutput);
    unconnected.close();
    ledger.self.closed();

    channels(ledger, peer);
    asynchronousChannels(ledger, peer);
    listeners(ledger);

    peer.stop();
    ledger.publish();
  }

  private static void channels(Ledger ledger, Peer peer) throws Exception {
    SocketChannel channel = SocketChannel.open();
    isRefused(channel::finishConnect);
    isRefused(channel::shutdownInput);
    isRefused(channel::shutdownOutput);
    isRefused(() -> channel.read(ByteBuffer.allocate(1)));
    channel.connect(peer.address());
    Client client = ledger.connected(Line.of(channel));
    isRefused(() -> channel.connect(peer.address()));
    isRefused(() -> channel.socket().connect(peer.address(), 1000));
    client.echoAndClose();
    isRefused(() -> channel.connect(peer.address()));
    isRefused(() -> channel.read(ByteBuffer.allocate(1)));
    isRefused(channel::shutdownInput);
  }

  private static void asynchronousChannels(Ledger ledger, Peer peer) throws Exception {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    isRefused(channel::shutdownInput);
    Object unused = Line.result(channel.connect(peer.address()));
    Client client = ledger.connected(Line.of(channel));
    isRefused(() -> Line.result(channel.connect(peer.address())));
    client.echoAndClose();
    isRefused(() -> Line.result(channel.connect(peer.address())));
    isRefused(channel::shutdownInput);
  }

  private static void listeners(Ledger ledger) throws Exception {
    ServerSocket server = new ServerSocket(0, 1, Peer.loopback());
    ledger.self.add(Event.OPENED);
    ledger.self.add(Event.LISTENING);
    isRefused(() -> server.bind(new InetSocketAddress(Peer.loopback(), 0)));
    server.setSoTimeout(1);
    isRefused(server::accept);
    server.close();
    ledger.self.closed();
    isRefused(server::accept);

    ServerSocketChannel channel = ServerSocketChannel.open();
    ledger.self.add(Event.OPENED);
    isRefused(channel::accept);
    channel.bind(new InetSocketAddress(Peer.loopback(), 0));
    ledger.self.add(Event.LISTENING);
    isRefused(() -> channel.bind(new InetSocketAddress(Peer.loopback(), 0)));
    channel.configureBlocking(false);
    if (channel.accept() != null) {
      throw new IllegalStateException("accepted a connection that nobody made");
    }
    channel.close();
    ledger.self.closed();
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
