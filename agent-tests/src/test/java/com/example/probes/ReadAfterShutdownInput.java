package com.example.probes;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Reads after the own {@code shutdownInput}: -1, but not from the peer, even if the peer has closed
 * meanwhile.
 *
 * <p>The JDK answers from a flag and does not read, so the event may stay unseen.
 */
final class ReadAfterShutdownInput {
  private final ProbeEvents events = new ProbeEvents();
  private final Peer peer;

  private ReadAfterShutdownInput() throws IOException {
    peer = Peer.overSockets(events);
  }

  public static void main(String[] args) throws Exception {
    ReadAfterShutdownInput probe = new ReadAfterShutdownInput();
    probe.socket();
    probe.channel();
    probe.adaptor();
    probe.asynchronousChannel();
    probe.peer.stop();
    probe.events.publish();
  }

  private void socket() throws Exception {
    Socket socket = new Socket(Peer.loopback(), peer.port());
    InputStream input = socket.getInputStream(); // refused after the shutdown
    Client client = events.connected(Line.of(socket));
    client.echo();
    shutdownInput(client);
    expectEnd(input.read());
    client.tell(Peer.HANG_UP);
    expectEnd(input.read());
    client.close();
  }

  private void channel() throws Exception {
    Client client = events.connected(Line.of(SocketChannel.open(peer.address())));
    client.echo();
    shutdownInput(client);
    client.readEnd();
    client.tell(Peer.HANG_UP);
    client.readEnd();
    client.close();
  }

  private void adaptor() throws Exception {
    Socket socket = SocketChannel.open(peer.address()).socket();
    InputStream input = socket.getInputStream();
    Client client = events.connected(Line.of(socket));
    client.echo();
    shutdownInput(client);
    expectEnd(input.read());
    client.close();
  }

  private void asynchronousChannel() throws Exception {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    Object unused = Line.result(channel.connect(peer.address()));
    Client client = events.connected(Line.of(channel));
    client.echo();
    shutdownInput(client);
    client.readEnd();
    client.close();
  }

  private void shutdownInput(Client client) throws IOException {
    client.shutdownInput();
    events.mayAlsoCount(Event.END_OF_INPUT_LOCAL, 1, "the JDK answers this read from a flag");
  }

  private static void expectEnd(int got) {
    if (got != -1) {
      throw new IllegalStateException("expected the end of input, got " + got);
    }
  }
}
