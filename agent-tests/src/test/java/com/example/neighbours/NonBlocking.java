package com.example.neighbours;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.blockhound.BlockHound;

/** A thread that must not block, watched by BlockHound: what it may do it may do with any agent. */
final class NonBlocking {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private NonBlocking() {}

  public static void main(String[] args) throws Exception {
    BlockHound.builder()
        .nonBlockingThreadPredicate(old -> old.or(t -> t.getName().equals("event-loop")))
        .allowBlockingCallsInside("java.lang.ClassLoader", "loadClass")
        .install();
    List<String> lines = new CopyOnWriteArrayList<>();
    Thread loop = new Thread(() -> run(lines), "event-loop");
    loop.start();
    loop.join();
    lines.forEach(System.out::println); // which blocks
    System.exit(7);
  }

  private static void run(List<String> lines) {
    try {
      for (int i = 0; i < 3; i++) {
        exchange();
      }
      lines.add("exchanged");
      Thread.sleep(1); // what BlockHound must complain about
      lines.add("slept");
    } catch (Throwable t) {
      lines.add(t.toString());
    }
  }

  private static void exchange() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open();
        Selector selector = Selector.open()) {
      listener.bind(new InetSocketAddress(LOOPBACK, 0)).configureBlocking(false);
      try (SocketChannel client = SocketChannel.open()) {
        client.configureBlocking(false);
        boolean connected = client.connect(listener.getLocalAddress());
        try (SocketChannel server = listener.accept()) {
          if (!connected && !client.finishConnect()) {
            throw new IllegalStateException("loopback connects at once");
          }
          server.configureBlocking(false);
          server.register(selector, SelectionKey.OP_READ);
          client.write(ByteBuffer.allocate(4));
          selector.selectNow();
          server.read(ByteBuffer.allocate(9));
          client.shutdownOutput();
          server.read(ByteBuffer.allocate(9));
        }
      }
    }
  }
}
