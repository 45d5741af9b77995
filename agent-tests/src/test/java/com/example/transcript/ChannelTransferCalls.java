package com.example.transcript;

import static com.example.transcript.SocketTranscript.LOOPBACK;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** Reads and writes of a connected {@link SocketChannel}, and everything that ends them. */
final class ChannelTransferCalls {
  private ChannelTransferCalls() {}

  /** Both ends of a connection over loopback. */
  record Pair(SocketChannel client, SocketChannel server) implements AutoCloseable {
    static Pair open() throws IOException {
      try (ServerSocketChannel listener = ServerSocketChannel.open()) {
        listener.bind(new InetSocketAddress(LOOPBACK, 0));
        return new Pair(SocketChannel.open(listener.getLocalAddress()), listener.accept());
      }
    }

    void reset() throws IOException {
      server.setOption(StandardSocketOptions.SO_LINGER, 0);
      server.close();
    }

    @Override
    public void close() throws IOException {
      client.close();
      server.close();
    }
  }

  static void record(Transcript t) throws Exception {
    buffers(t);
    files(t);
    waiting(t);
    resets(t);
    closes(t);
  }

  private static void buffers(Transcript t) throws Exception {
    try (Pair pair = Pair.open()) {
      SocketChannel out = pair.client;
      SocketChannel in = pair.server;
      t.call("write", () -> out.write(ByteBuffer.wrap(new byte[10])));
      t.call("read", () -> in.read(ByteBuffer.allocate(4)));
      t.call("read direct", () -> in.read(ByteBuffer.allocateDirect(6)));
      t.call("write direct", () -> out.write(ByteBuffer.allocateDirect(8)));
      ByteBuffer[] two = {ByteBuffer.allocate(3), ByteBuffer.allocateDirect(5)};
      t.call("scatter", () -> in.read(two));
      t.call(
          "gather",
          () -> out.write(new ByteBuffer[] {ByteBuffer.allocate(3), ByteBuffer.allocateDirect(5)}));
      t.call(
          "scatter part",
          () -> in.read(new ByteBuffer[] {ByteBuffer.allocate(9), ByteBuffer.allocate(9)}, 1, 1));
      t.call("read full", () -> in.read(ByteBuffer.allocate(0)));
      t.call("write empty", () -> out.write(ByteBuffer.allocate(0)));
      t.call("read null", () -> in.read(Transcript.<ByteBuffer>absent()));
      t.call("write null", () -> out.write(Transcript.<ByteBuffer>absent()));
      t.call("read only", () -> in.read(ByteBuffer.allocate(1).asReadOnlyBuffer()));
      t.call("scatter beyond", () -> in.read(new ByteBuffer[1], 1, 1));
      t.call("gather beyond", () -> out.write(new ByteBuffer[1], 0, 2));
      t.call("gather null", () -> out.write(new ByteBuffer[1]));
      t.call("stream write", () -> Channels.newOutputStream(out).write(new byte[] {4, 5}));
      t.call("stream read", () -> Channels.newInputStream(in).read(new byte[9]));
      t.call("half close", () -> out.shutdownOutput().isOpen());
      t.call("end", () -> in.read(ByteBuffer.allocate(1)));
      t.call("scatter end", () -> in.read(new ByteBuffer[] {ByteBuffer.allocate(1)}));
      t.call("stream end", () -> Channels.newInputStream(in).read());
      t.call("gather shut", () -> out.write(new ByteBuffer[] {ByteBuffer.allocate(1)}));
    }
  }

  private static void files(Transcript t) throws Exception {
    Path path = Files.createTempFile("transcript", "");
    Files.write(path, new byte[5000]);
    try (Pair pair = Pair.open();
        FileChannel file =
            FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      t.call("transferTo", () -> file.transferTo(0, 5000, pair.client));
      t.call("transferred", () -> drained(pair.server, 5000));
      pair.client.write(ByteBuffer.allocate(700));
      pair.client.shutdownOutput();
      t.call("transferFrom", () -> file.transferFrom(pair.server, 0, 700));
      t.call("transferFrom end", () -> file.transferFrom(pair.server, 0, 700));
      t.call("transferTo shut", () -> file.transferTo(0, 5, pair.client));
    } finally {
      Files.delete(path);
    }
  }

  static Object drained(ReadableByteChannel in, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining() && in.read(buffer) >= 0) {
      // until all of it is there
    }
    return buffer.position();
  }

  private static void waiting(Transcript t) throws Exception {
    try (Pair pair = Pair.open()) {
      t.blocked(
          "read waits",
          () -> pair.server.read(ByteBuffer.allocate(9)),
          blocked -> pair.client.write(ByteBuffer.allocate(5)));
      t.blocked(
          "scatter waits",
          () -> pair.server.read(new ByteBuffer[] {ByteBuffer.allocate(9)}),
          blocked -> pair.client.write(ByteBuffer.allocate(5)));
      t.blocked(
          "write waits",
          () -> written(pair.client, 8_000_000),
          blocked -> drained(pair.server, 8_000_000));
    }
  }

  /** On a virtual thread a call writes what there is room for. */
  private static Object written(SocketChannel out, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
    return buffer.position();
  }

  private static void resets(Transcript t) throws Exception {
    try (Pair pair = Pair.open()) {
      pair.reset();
      t.call("read reset", () -> pair.client.read(ByteBuffer.allocate(1)));
      t.call("read again", () -> pair.client.read(ByteBuffer.allocate(1)));
      t.call("write reset", () -> pair.client.write(ByteBuffer.allocate(1)));
      t.call("scatter reset", () -> pair.client.read(new ByteBuffer[] {ByteBuffer.allocate(1)}));
      t.call("gather reset", () -> pair.client.write(new ByteBuffer[] {ByteBuffer.allocate(1)}));
      t.call("shutdownOutput reset", pair.client::shutdownOutput);
      SocketChannelCalls.state(t, "reset", pair.client);
    }
    try (Pair pair = Pair.open()) {
      t.blocked(
          "read, reset comes",
          () -> pair.client.read(ByteBuffer.allocate(1)),
          blocked -> pair.reset());
    }
  }

  private static void closes(Transcript t) throws Exception {
    Pair one = Pair.open();
    t.blocked(
        "read, closed", () -> one.client.read(ByteBuffer.allocate(1)), blocked -> one.close());
    Pair two = Pair.open();
    t.blocked(
        "read, interrupted", () -> two.client.read(ByteBuffer.allocate(1)), Thread::interrupt);
    SocketChannelCalls.state(t, "interrupted", two.client);
    two.close();
    Pair three = Pair.open();
    fill(three.client);
    t.blocked(
        "write, closed",
        () -> three.client.write(ByteBuffer.allocate(9)),
        blocked -> three.client.close());
    three.close();
    Pair four = Pair.open();
    fill(four.client);
    t.blocked(
        "write, interrupted", () -> four.client.write(ByteBuffer.allocate(9)), Thread::interrupt);
    four.close();
    Pair five = Pair.open();
    t.call("interrupted before", () -> interrupted(five.client));
    t.call("is open", five.client::isOpen);
    five.close();
    t.call("scatter closed", () -> five.client.read(new ByteBuffer[] {ByteBuffer.allocate(1)}));
    t.call("gather closed", () -> five.client.write(new ByteBuffer[] {ByteBuffer.allocate(1)}));
  }

  /** Writes until nothing more finds room. */
  private static void fill(SocketChannel c) throws IOException {
    c.configureBlocking(false);
    ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
    for (int refused = 0; refused < 10; ) {
      refused = c.write(buffer.clear()) == 0 ? refused + 1 : 0;
      LockSupport.parkNanos(refused * 1_000_000L);
    }
    c.configureBlocking(true);
  }

  private static Object interrupted(SocketChannel c) throws IOException {
    Thread.currentThread().interrupt();
    try {
      return c.read(ByteBuffer.allocate(1));
    } finally {
      boolean unused = Thread.interrupted();
    }
  }
}
