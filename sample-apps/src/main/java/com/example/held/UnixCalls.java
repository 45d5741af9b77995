package com.example.held;

import com.example.support.Daemons;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Calls a neighbour over a Unix domain socket, which answers each call with one byte.
 *
 * <p>The bug: a channel for each call, never closed. With {@code sample.hangUp} the neighbour ends
 * the connection after its answer, and the caller reads that end and keeps the channel.
 */
public final class UnixCalls {
  private static final int CALLS = 40;
  private static final boolean HANGS_UP = Boolean.getBoolean("sample.hangUp");
  private static final List<SocketChannel> HELD = Collections.synchronizedList(new ArrayList<>());
  private static final List<SocketChannel> ACCEPTED =
      Collections.synchronizedList(new ArrayList<>());

  private UnixCalls() {}

  static SocketChannel dial(UnixDomainSocketAddress neighbour) throws IOException {
    SocketChannel channel = SocketChannel.open(neighbour);
    HELD.add(channel);
    return channel;
  }

  private static void answerAll(ServerSocketChannel listener) throws IOException {
    while (true) {
      SocketChannel accepted = listener.accept();
      ACCEPTED.add(accepted);
      Daemons.start("neighbour", () -> answer(accepted));
    }
  }

  private static void answer(SocketChannel accepted) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    while (accepted.read(one.clear()) > 0) {
      accepted.write(one.flip());
      if (HANGS_UP) {
        break;
      }
    }
    accepted.close();
  }

  private static void call(SocketChannel channel) throws IOException {
    channel.write(ByteBuffer.allocate(1));
    ByteBuffer answer = ByteBuffer.allocate(1);
    int n = channel.read(answer);
    while (HANGS_UP && n >= 0) {
      n = channel.read(answer.clear());
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    Path directory = Files.createTempDirectory("neighbour");
    Path path = directory.resolve("s");
    UnixDomainSocketAddress neighbour = UnixDomainSocketAddress.of(path);
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(neighbour);
      Daemons.start("neighbour-acceptor", () -> answerAll(listener));
      for (int i = 0; i < CALLS; i++) {
        SocketChannel channel =
            broken || HANGS_UP || HELD.isEmpty() ? dial(neighbour) : HELD.get(0);
        call(channel);
        if (!broken && HANGS_UP) {
          channel.close();
        }
        Windows.pause(1.0 / 4);
      }
      Sample.log(HELD.size() + " channels");
      Windows.pause(3);
    }
    Files.delete(path);
    Files.delete(directory);
  }
}
