package com.example.sync;

import com.example.support.Daemons;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.util.concurrent.ExecutionException;

/**
 * Copies changes from a primary server, to which it connects for each round.
 *
 * <p>The bug: the address is wrong, {@code sample.target} (host:port) or else a port at which
 * nobody listens, and every round fails. Without the bug the primary is a little late, too: the
 * first few rounds wait until it is up. With {@code sample.asynchronous} by an asynchronous
 * channel.
 */
public final class ReplicaSync {
  private static final int ROUNDS_PER_WINDOW = 8;
  private static final int ROUNDS_UNTIL_UP = 6;
  private static final int TIMEOUT_MILLIS = Integer.getInteger("sample.connect.timeout", 0);

  private final InetSocketAddress primary;
  private int failed;

  private ReplicaSync(InetSocketAddress primary) {
    this.primary = primary;
  }

  private void copyChanges() {
    if (Boolean.getBoolean("sample.asynchronous")) {
      copyChangesAsynchronously();
      return;
    }
    try (Socket connection = new Socket()) {
      connection.connect(primary, TIMEOUT_MILLIS);
      connection.getOutputStream().write(1);
      int unused = connection.getInputStream().read();
    } catch (IOException e) {
      failed++;
      Sample.log(e.toString());
    }
  }

  private void copyChangesAsynchronously() {
    try (AsynchronousSocketChannel connection = AsynchronousSocketChannel.open()) {
      connection.connect(primary).get();
      int unused = connection.write(ByteBuffer.wrap(new byte[1])).get();
    } catch (IOException | ExecutionException | InterruptedException e) {
      failed++;
      Sample.log(e.toString());
    }
  }

  private static InetSocketAddress target() throws IOException {
    String target = System.getProperty("sample.target", "");
    if (target.isEmpty()) {
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return new InetSocketAddress(free.getInetAddress(), free.getLocalPort());
      }
    }
    int colon = target.lastIndexOf(':');
    return new InetSocketAddress(
        target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)));
  }

  private static void listen(InetSocketAddress address) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(address);
    Daemons.start(
        "primary",
        () -> {
          while (true) {
            try (Socket replica = listener.accept()) {
              replica.getOutputStream().write(replica.getInputStream().read());
            }
          }
        });
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    InetSocketAddress primary = target();
    ReplicaSync sync = new ReplicaSync(primary);
    for (int round = 0; round < ROUNDS_UNTIL_UP; round++) {
      sync.copyChanges();
      Windows.pause(1.0 / ROUNDS_PER_WINDOW);
    }
    if (!broken) {
      listen(primary);
    }
    long end = System.nanoTime() + Windows.millis(Windows.count()) * 1_000_000L;
    while (System.nanoTime() - end < 0) {
      sync.copyChanges();
      Windows.pause(1.0 / ROUNDS_PER_WINDOW);
    }
    Sample.log(sync.failed + " rounds failed");
    Sample.log("done");
  }
}
