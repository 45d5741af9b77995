package com.example.stacks;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Twenty virtual threads on each side at the same time, by sockets and by channels. */
final class VirtualThreads {
  private static final int CLIENTS = 20;

  private VirtualThreads() {}

  public static void main(String[] args) throws Exception {
    if (Runtime.version().feature() < 21) {
      System.out.println("skipped=no virtual threads before JDK 21");
      return;
    }
    ExecutorService threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    List<Future<?>> work = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, 50, Loopback.address())) {
      for (int i = 0; i < CLIENTS; i++) {
        boolean isChannel = i % 2 == 0;
        int port = server.getLocalPort();
        work.add(
            threads.submit(
                () -> {
                  serve(server);
                  return "";
                }));
        work.add(
            threads.submit(
                () -> {
                  ask(port, isChannel);
                  return "";
                }));
      }
      for (Future<?> task : work) {
        task.get();
      }
    }
    threads.shutdown();
    Loopback.end(CLIENTS);
  }

  private static void serve(ServerSocket server) throws Exception {
    try (Socket socket = server.accept()) {
      Echo.answer(socket.getInputStream(), socket.getOutputStream());
    }
  }

  private static void ask(int port, boolean isChannel) throws Exception {
    int requests = Loopback.REQUESTS / CLIENTS;
    if (isChannel) {
      try (SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(Loopback.address(), port))) {
        Echo.ask(Channels.newInputStream(channel), Channels.newOutputStream(channel), requests);
      }
    } else {
      try (Socket socket = new Socket(Loopback.address(), port)) {
        Echo.ask(socket.getInputStream(), socket.getOutputStream(), requests);
      }
    }
  }
}
