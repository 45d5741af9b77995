package com.example.probes;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Closes sockets while their SYN is unanswered: the connect fails, unless nobody waits for it. */
final class ClosedWhileConnecting {
  private static final int SHORT_MILLIS = 500;
  private static final int QUEUE_LIMIT = 10;

  private final ProbeEvents events = new ProbeEvents();
  private final ServerSocket server = new ServerSocket(0, 1, Peer.loopback());
  private final InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
  private final List<Client> queued = new ArrayList<>();

  private ClosedWhileConnecting() throws Exception {
    events.peer.add(Event.OPENED);
    events.peer.add(Event.LISTENING);
  }

  public static void main(String[] args) throws Exception {
    ClosedWhileConnecting probe = new ClosedWhileConnecting();
    probe.fillAcceptQueue();

    Socket socket = new Socket();
    probe.closeUnderConnect(() -> socket.connect(probe.address), socket::close);
    Socket withTimeout = new Socket();
    probe.closeUnderConnect(() -> withTimeout.connect(probe.address, 60_000), withTimeout::close);
    SocketChannel channel = SocketChannel.open();
    probe.closeUnderConnect(() -> channel.connect(probe.address), channel::close);
    AsynchronousSocketChannel asynchronous = AsynchronousSocketChannel.open();
    probe.closeUnderConnect(
        () -> Line.result(asynchronous.connect(probe.address)), asynchronous::close);
    probe.closePendingConnect();

    probe.emptyAcceptQueue();
    probe.events.publish();
  }

  /** From then on the kernel drops every SYN. */
  private void fillAcceptQueue() throws Exception {
    while (queued.size() < QUEUE_LIMIT) {
      Socket socket = new Socket();
      try {
        socket.connect(address, SHORT_MILLIS);
        queued.add(events.connected(Line.of(socket)));
      } catch (SocketTimeoutException e) {
        events.self.add(Event.OPENED);
        events.self.add(Event.CONNECT_FAILED);
        socket.close();
        events.self.closed();
        return;
      }
    }
    throw new IllegalStateException("the accept queue never fills");
  }

  private void closeUnderConnect(Threads.Task connect, Threads.Task close) throws Exception {
    events.self.add(Event.OPENED);
    Threads.Background connecting =
        Threads.start(Thread::new, () -> Attempts.connectFails(events.self, connect));
    Threads.awaitBlocked(connecting.thread);
    close.run();
    events.self.closed();
    connecting.join();
  }

  /** No call waits for this connect, so none fails. */
  private void closePendingConnect() throws Exception {
    SocketChannel channel = SocketChannel.open();
    events.self.add(Event.OPENED);
    channel.configureBlocking(false);
    if (channel.connect(address)) {
      throw new IllegalStateException("connected, though the accept queue is full");
    }
    channel.close();
    events.self.closed();
  }

  private void emptyAcceptQueue() throws Exception {
    for (Client client : queued) {
      Socket accepted = server.accept();
      events.peer.add(Event.ACCEPTED);
      client.close();
      new Client(Line.of(accepted), events.peer).readEnd();
      accepted.close();
      events.peer.closed();
    }
    server.close();
    events.peer.closed();
  }
}
