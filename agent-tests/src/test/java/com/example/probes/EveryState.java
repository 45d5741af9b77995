package com.example.probes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings TCP sockets into every state that lasts, idle and loaded, over {@code ipv4} or {@code
 * ipv6}; says "ready" and keeps still until the end of its input.
 *
 * <p>Its lines {@code listener PORT} name all ports it listens on, {@code options PORT name=value
 * ...} what the JDK reads back from the socket of that local port.
 */
final class EveryState {
  private static final int BACKLOG = 3;
  private static final int DEFER_SECONDS = 600;

  private static final List<Object> HELD = new ArrayList<>();

  private EveryState() {}

  public static void main(String[] args) throws Exception {
    InetAddress address = InetAddress.getByName(args[0].equals("ipv6") ? "::1" : "127.0.0.1");
    for (Pairs pairs : List.of(Pairs.overSockets(address), Pairs.overChannels(address))) {
      HELD.add(pairs);
      listens(pairs.port());
      establish(pairs);
      closeOneEnd(pairs);
      leaveTimeWait(pairs);
      ChosenOptions.setOn(pairs.connect().client());
    }
    fillAcceptQueue(address);
    deferAccept(address);
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // until somebody closes it
    }
  }

  private static void establish(Pairs pairs) throws IOException {
    Pairs.Pair idle = pairs.connect();
    exchange(idle, 100, 3000);
    Pairs.Pair unread = pairs.connect();
    unread.server().getOutputStream().write(new byte[5000]);
    stall(pairs.connect());
  }

  private static void exchange(Pairs.Pair pair, int request, int response) throws IOException {
    pair.client().getOutputStream().write(new byte[request]);
    pair.server().getInputStream().readNBytes(request);
    pair.server().getOutputStream().write(new byte[response]);
    pair.client().getInputStream().readNBytes(response);
  }

  /** Sends until the receiver's window and the own buffer are full. */
  private static void stall(Pairs.Pair pair) throws IOException {
    if (pair.client().getChannel() == null) {
      return; // the write of a Socket would not come back
    }
    pair.client().getChannel().configureBlocking(false);
    ByteBuffer data = ByteBuffer.allocate(1 << 16);
    while (pair.client().getChannel().write(data.clear()) > 0) {
      // until it takes no more
    }
  }

  private static void closeOneEnd(Pairs pairs) throws IOException {
    Pairs.Pair read = pairs.connect();
    read.server().close();
    readEnd(read.client());

    pairs.connect().server().close(); // nobody reads the end

    Pairs.Pair unread = pairs.connect();
    unread.server().getOutputStream().write(new byte[700]);
    unread.server().close();

    pairs.connect().client().shutdownOutput(); // FIN_WAIT2, the other end CLOSE_WAIT
  }

  private static void leaveTimeWait(Pairs pairs) throws IOException {
    Pairs.Pair byClient = pairs.connect();
    exchange(byClient, 1, 1);
    byClient.client().close();
    readEnd(byClient.server());
    byClient.server().close();

    Pairs.Pair byServer = pairs.connect();
    byServer.server().close();
    readEnd(byServer.client());
    byServer.client().close();
  }

  private static void fillAcceptQueue(InetAddress address) throws IOException {
    ServerSocket full = new ServerSocket(0, BACKLOG, address);
    HELD.add(full);
    listens(full.getLocalPort());
    for (int i = 0; i < BACKLOG; i++) {
      HELD.add(new Socket(address, full.getLocalPort()));
    }
  }

  /** The client is connected; the server waits in SYN_RECV for its first data. */
  private static void deferAccept(InetAddress address) throws Exception {
    ServerSocketChannel deferring = ServerSocketChannel.open();
    KernelOption.TCP_DEFER_ACCEPT.set(deferring, DEFER_SECONDS);
    HELD.add(deferring);
    deferring.bind(new InetSocketAddress(address, 0));
    listens(deferring.socket().getLocalPort());
    HELD.add(new Socket(address, deferring.socket().getLocalPort()));
  }

  private static void readEnd(Socket socket) throws IOException {
    if (socket.getInputStream().read() >= 0) {
      throw new SocketException("expected the end of input");
    }
  }

  private static void listens(int port) {
    System.out.println("listener " + port);
  }
}
