package com.example.places;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes a number of connections by 64 threads, in two halves; at the middle and at the end, with
 * nothing left open, it writes what the process holds.
 */
final class Soak {
  private static final int THREADS = 64;
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private Soak() {}

  public static void main(String[] args) throws Exception {
    int half = Integer.parseInt(args[0]) / 2;
    Held.print("begin"); // loads what reading the figures needs
    int unused = System.in.read(); // the agent has started its export
    run(half);
    Held.print("middle");
    run(half);
    Held.print("end");
  }

  private static void run(int connections) throws Exception {
    AtomicInteger left = new AtomicInteger(connections);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      running.add(
          threads.submit(
              () -> {
                connect(left);
                return null;
              }));
    }
    for (Future<?> one : running) {
      one.get();
    }
    threads.shutdown();
    if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("threads do not end");
    }
  }

  private static void connect(AtomicInteger left) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 5, LOOPBACK)) {
      while (left.getAndDecrement() > 0) {
        try (Socket client = new Socket(LOOPBACK, listener.getLocalPort());
            Socket server = listener.accept()) {
          client.setSoLinger(true, 0); // a reset leaves no TIME_WAIT
          client.getOutputStream().write(1);
          if (server.getInputStream().read() != 1) {
            throw new IOException("not what was sent");
          }
        }
      }
    }
  }
}
