package com.example.probes;

import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Channels over a Unix domain socket. */
final class UnixDomainChannels {
  private UnixDomainChannels() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("probe");
    Path path = folder.resolve("socket");
    ProbeEvents events = new ProbeEvents();
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    SocketAddress address = UnixDomainSocketAddress.of(path);
    Peer peer = Peer.over(events, server.bind(address), Thread::new);

    events.connected(Line.of(SocketChannel.open(address))).echoAndClose();

    SocketChannel openedFirst = SocketChannel.open(StandardProtocolFamily.UNIX);
    openedFirst.connect(address);
    Client seesTheEnd = events.connected(Line.of(openedFirst));
    seesTheEnd.tell(Peer.HANG_UP);
    seesTheEnd.readEnd();
    seesTheEnd.readEnd();
    seesTheEnd.close();

    SocketChannel nonBlocking = SocketChannel.open(StandardProtocolFamily.UNIX);
    nonBlocking.configureBlocking(false);
    if (!nonBlocking.connect(address) && !nonBlocking.finishConnect()) {
      throw new IllegalStateException("a Unix domain connect was pending");
    }
    nonBlocking.configureBlocking(true);
    Client halfCloses = events.connected(Line.of(nonBlocking));
    halfCloses.tell(Peer.ANSWER_AFTER_END);
    halfCloses.shutdownOutput();
    halfCloses.read(Peer.LAST_WORD);
    halfCloses.readEnd();
    halfCloses.close();

    peer.stop();
    Files.delete(path);

    SocketChannel refused = SocketChannel.open(StandardProtocolFamily.UNIX);
    events.self.add(Event.OPENED);
    Attempts.connectFails(events.self, () -> refused.connect(address));
    refused.close();
    events.self.closed();

    Files.delete(folder);
    events.publish();
  }
}
