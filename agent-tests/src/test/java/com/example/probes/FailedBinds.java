package com.example.probes;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.ServerSocketChannel;

/** Listeners on a port that is taken: opened and closed, never listening. */
final class FailedBinds {
  private FailedBinds() {}

  public static void main(String[] args) throws Exception {
    ProbeEvents events = new ProbeEvents();
    ServerSocket owner = new ServerSocket(0, 1, Peer.loopback());
    events.peer.add(Event.OPENED);
    events.peer.add(Event.LISTENING);
    InetSocketAddress taken = (InetSocketAddress) owner.getLocalSocketAddress();

    bindFails(() -> new ServerSocket(taken.getPort(), 1, taken.getAddress()).close());
    openedAndClosed(events);

    ServerSocketChannel channel = ServerSocketChannel.open();
    bindFails(() -> channel.bind(taken));
    channel.close();
    openedAndClosed(events);

    AsynchronousServerSocketChannel asynchronous = AsynchronousServerSocketChannel.open();
    bindFails(() -> asynchronous.bind(taken));
    asynchronous.close();
    openedAndClosed(events);

    Socket client = new Socket();
    bindFails(() -> client.bind(taken));
    client.close();
    openedAndClosed(events);

    owner.close();
    events.peer.closed();
    events.publish();
  }

  private static void openedAndClosed(ProbeEvents events) {
    events.self.add(Event.OPENED);
    events.self.closed();
  }

  private static void bindFails(Threads.Task bind) throws Exception {
    try {
      bind.run();
    } catch (BindException e) {
      return;
    } catch (IOException e) {
      throw new IllegalStateException("not the expected failure", e);
    }
    throw new IllegalStateException("bound a port that is taken");
  }
}
