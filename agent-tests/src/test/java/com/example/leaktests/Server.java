package com.example.leaktests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepts what comes, on a thread of its own, and closes all of it when it is closed. */
final class Server implements AutoCloseable {
  private final ServerSocket listener;
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();

  Server() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Thread thread = new Thread(this::accept, "server");
    thread.setDaemon(true);
    thread.start();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  Socket connect() {
    try {
      return new Socket(address().getAddress(), address().getPort());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Until there is a connection. */
  void awaitAccepted() {
    while (accepted.isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        synchronized (listener) {
          accepted.add(socket);
          if (listener.isClosed()) {
            socket.close();
          }
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (listener) {
      listener.close();
      for (Socket socket : accepted) {
        socket.close();
      }
    }
  }
}
