package com.example.probes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds sockets in several states, and does with them what the test says. */
public final class OpenBefore {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final ServerSocket listener = new ServerSocket(0, 50, LOOPBACK);
  private final ServerSocketChannel channels = ServerSocketChannel.open();
  private final List<Socket> forgotten = new ArrayList<>();
  private final Socket client;
  private final Socket server;
  private @Nullable SocketChannel dropped;
  private final SocketChannel itsPeer;

  private OpenBefore() throws IOException {
    for (int i = 0; i < 3; i++) {
      forget();
    }
    client = new Socket(LOOPBACK, listener.getLocalPort());
    server = listener.accept();
    channels.bind(new InetSocketAddress(LOOPBACK, 0));
    dropped = SocketChannel.open(channels.getLocalAddress());
    itsPeer = channels.accept();
  }

  public static void main(String[] args) throws Exception {
    OpenBefore probe = new OpenBefore();
    System.out.println(
        "ports " + probe.listener.getLocalPort() + " " + probe.client.getLocalPort());
    System.out.println("ready");
    for (String word = StandardInput.next(); !word.equals("end"); word = StandardInput.next()) {
      probe.obey(word);
      System.out.println("did " + word);
    }
  }

  private void obey(String word) throws IOException {
    switch (word) {
      case "use" -> use();
      case "forget" -> forget();
      case "drop" -> drop();
      case "close" -> close();
      default -> throw new IllegalArgumentException(word);
    }
  }

  private void use() throws IOException {
    client.getOutputStream().write(1);
    server.getInputStream().read();
    Objects.requireNonNull(dropped).write(ByteBuffer.wrap(new byte[] {1}));
    itsPeer.read(ByteBuffer.allocate(1));
  }

  /** Reads to the end and never closes. */
  private void forget() throws IOException {
    Socket leak = new Socket(LOOPBACK, listener.getLocalPort());
    listener.accept().close();
    leak.getInputStream().read();
    forgotten.add(leak);
  }

  private void drop() {
    dropped = null;
    System.gc();
  }

  private void close() throws IOException {
    for (Socket leak : forgotten) {
      leak.close();
    }
    client.close();
    server.close();
  }
}
