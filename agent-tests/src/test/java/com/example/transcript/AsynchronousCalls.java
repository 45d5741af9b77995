package com.example.transcript;

import static com.example.transcript.SocketTranscript.LOOPBACK;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asynchronous channels, by futures and by handlers. */
@SuppressWarnings("FutureReturnValueIgnored") // written down as text
final class AsynchronousCalls {
  private AsynchronousCalls() {}

  static void record(Transcript t) throws Exception {
    InetSocketAddress refused = new InetSocketAddress(LOOPBACK, SocketCalls.closedPort());
    try (AsynchronousSocketChannel c = AsynchronousSocketChannel.open()) {
      t.call("read unconnected", () -> c.read(ByteBuffer.allocate(1)));
      t.call("write unconnected", () -> c.write(ByteBuffer.allocate(1)));
      t.call("shutdownInput unconnected", c::shutdownInput);
      t.call("local", c::getLocalAddress);
      t.call("supportedOptions", c::supportedOptions);
      t.call("unresolved", () -> c.connect(InetSocketAddress.createUnresolved("x.invalid", 1)));
    }
    t.outcome("refused", () -> connected(refused));
    t.outcome("refused handler", () -> handled(refused));
    try (AsynchronousServerSocketChannel listener = AsynchronousServerSocketChannel.open()) {
      t.call("accept unbound", () -> listener.accept());
      t.call("bind", () -> listener.bind(new InetSocketAddress(LOOPBACK, 0)).isOpen());
      t.call("bind twice", () -> listener.bind(new InetSocketAddress(LOOPBACK, 0)));
      Future<AsynchronousSocketChannel> accepted = listener.accept();
      t.call("accept pending", () -> listener.accept());
      try (AsynchronousSocketChannel c = AsynchronousSocketChannel.open()) {
        t.outcome("connect", () -> c.connect(listener.getLocalAddress()).get());
        t.outcome("connect again", () -> c.connect(listener.getLocalAddress()).get());
        try (AsynchronousSocketChannel server = accepted.get()) {
          exchange(t, c, server);
        }
      }
      Future<AsynchronousSocketChannel> last = listener.accept();
      Transcript.close(listener);
      t.outcome("accept, closed", last::get);
      t.outcome("accept closed", () -> listener.accept().get());
    }
    groups(t);
  }

  private static @Nullable Object connected(SocketAddress to) throws Exception {
    try (AsynchronousSocketChannel c = AsynchronousSocketChannel.open()) {
      return c.connect(to).get();
    }
  }

  private static Object handled(SocketAddress to) throws Exception {
    try (AsynchronousSocketChannel c = AsynchronousSocketChannel.open()) {
      CompletableFuture<Object> result = new CompletableFuture<>();
      c.connect(to, result, Completing.instance());
      return result.get(10, TimeUnit.SECONDS);
    }
  }

  private static void exchange(
      Transcript t, AsynchronousSocketChannel c, AsynchronousSocketChannel server)
      throws Exception {
    t.outcome("write", () -> c.write(ByteBuffer.allocate(7)).get());
    t.outcome("read", () -> server.read(ByteBuffer.allocate(9)).get());
    t.outcome("write handler", () -> written(c));
    t.outcome("read part", () -> server.read(ByteBuffer.allocate(9)).get());
    t.call("read only", () -> server.read(ByteBuffer.allocate(1).asReadOnlyBuffer()));
    Future<Integer> pending = server.read(ByteBuffer.allocate(9));
    t.call("read pending", () -> server.read(ByteBuffer.allocate(9)));
    c.write(ByteBuffer.allocate(2)).get();
    t.outcome("read comes", pending::get);
    t.outcome("read timed out", () -> readWithin(c, 20));
    t.outcome("read after that", () -> c.read(ByteBuffer.allocate(1)).get());
    t.call("shutdownOutput", () -> c.shutdownOutput().isOpen());
    t.outcome("write shut", () -> c.write(ByteBuffer.allocate(2)).get());
    t.outcome("end", () -> server.read(ByteBuffer.allocate(9)).get());
    c.close();
    t.outcome("read closed", () -> c.read(ByteBuffer.allocate(9)).get());
    t.outcome("write closed", () -> c.write(ByteBuffer.allocate(9)).get());
  }

  private static Object written(AsynchronousSocketChannel c) throws Exception {
    CompletableFuture<Object> result = new CompletableFuture<>();
    c.write(ByteBuffer.allocate(3), result, Completing.instance());
    return result.get(10, TimeUnit.SECONDS);
  }

  private static Object readWithin(AsynchronousSocketChannel c, int millis) throws Exception {
    CompletableFuture<Object> result = new CompletableFuture<>();
    c.read(ByteBuffer.allocate(1), millis, TimeUnit.MILLISECONDS, result, Completing.instance());
    return result.get(10, TimeUnit.SECONDS);
  }

  private static void groups(Transcript t) throws Exception {
    AsynchronousChannelGroup group =
        AsynchronousChannelGroup.withFixedThreadPool(1, Executors.defaultThreadFactory());
    AsynchronousServerSocketChannel listener = AsynchronousServerSocketChannel.open(group);
    listener.bind(new InetSocketAddress(LOOPBACK, 0));
    Future<AsynchronousSocketChannel> accepted = listener.accept();
    t.call("shutdownNow", group::shutdownNow);
    t.outcome("accept, shutdown", accepted::get);
    t.call("open shutdown", () -> AsynchronousSocketChannel.open(group));
    t.call("terminated", () -> group.awaitTermination(10, TimeUnit.SECONDS));
  }

  /** Completes the future that is its attachment. */
  private static final class Completing<T>
      implements CompletionHandler<T, CompletableFuture<Object>> {
    static <T> Completing<T> instance() {
      return new Completing<>();
    }

    @Override
    public void completed(T result, CompletableFuture<Object> future) {
      future.complete(String.valueOf(result));
    }

    @Override
    public void failed(Throwable failure, CompletableFuture<Object> future) {
      future.completeExceptionally(failure);
    }
  }
}
