package com.example.probes;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** Channels used through {@code channel.socket()}, with and without timeouts. */
final class ChannelAdaptors {
  private static final int TEN_SECONDS = (int) TimeUnit.SECONDS.toMillis(10);

  private ChannelAdaptors() {}

  public static void main(String[] args) throws Exception {
    ProbeEvents events = new ProbeEvents();
    talkTo(events, listener(0));
    talkTo(events, listener(TEN_SECONDS));
    events.publish();
  }

  private static ServerSocket listener(int acceptTimeout) throws Exception {
    ServerSocket server = ServerSocketChannel.open().socket();
    server.bind(new InetSocketAddress(Peer.loopback(), 0));
    server.setSoTimeout(acceptTimeout);
    return server;
  }

  private static void talkTo(ProbeEvents events, ServerSocket server) throws Exception {
    Peer peer = Peer.over(events, server, Thread::new);

    Socket plain = SocketChannel.open().socket();
    plain.connect(peer.address());
    Client closesFirst = events.connected(Line.of(plain));
    closesFirst.echo();
    closesFirst.close();
    plain.getChannel().close(); // the same socket once more

    Socket withTimeouts = SocketChannel.open().socket();
    withTimeouts.connect(peer.address(), TEN_SECONDS);
    withTimeouts.setSoTimeout(TEN_SECONDS);
    Client seesTheEnd = events.connected(Line.of(withTimeouts));
    seesTheEnd.echo();
    seesTheEnd.tell(Peer.HANG_UP);
    seesTheEnd.readEnd();
    seesTheEnd.readEnd();
    seesTheEnd.close();

    Socket shutsDown = SocketChannel.open(peer.address()).socket();
    Client halfCloses = events.connected(Line.of(shutsDown));
    halfCloses.tell(Peer.ANSWER_AFTER_END);
    halfCloses.shutdownOutput();
    halfCloses.read(Peer.LAST_WORD);
    halfCloses.readEnd();
    halfCloses.close();

    peer.stop();
  }
}
