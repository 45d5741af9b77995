package com.example.probes;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Three listeners whose connections are accepted with no frame of the program on the stack: by the
 * JDK's HttpServer, by a pool that runs accept itself, and by an asynchronous channel's threads.
 * Each accepts some that stay open and some that this side closes first.
 */
final class AcceptingPools {
  private static final int EACH = 6;

  private static final List<Object> OPEN = new ArrayList<>();

  private AcceptingPools() {}

  public static void main(String[] args) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    httpServer(any);
    pool(any);
    asynchronous(any);
    System.out.println("accepted=" + 3 * EACH);
    System.exit(0); // HttpServer's thread is no daemon
  }

  private static void httpServer(InetSocketAddress any) throws IOException {
    HttpServer server = HttpServer.create(any, 50);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Connection", exchange.getRequestURI().getQuery());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    OPEN.add(server);
    for (int i = 0; i < EACH; i++) {
      Socket client = connect(server.getAddress());
      String end = i % 2 == 0 ? "close" : "keep-alive";
      client
          .getOutputStream()
          .write(
              ("GET /?" + end + " HTTP/1.1\r\nHost: a\r\nConnection: " + end + "\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      client.getInputStream().read();
    }
  }

  private static void pool(InetSocketAddress any) throws Exception {
    ServerSocketChannel listener = ServerSocketChannel.open().bind(any);
    OPEN.add(listener);
    ExecutorService pool = Executors.newFixedThreadPool(2);
    for (int i = 0; i < EACH; i++) {
      connect((InetSocketAddress) listener.getLocalAddress());
      keepOrClose(i, pool.submit(listener::accept).get());
    }
    pool.shutdown();
  }

  private static void asynchronous(InetSocketAddress any) throws Exception {
    AsynchronousServerSocketChannel listener = AsynchronousServerSocketChannel.open().bind(any);
    OPEN.add(listener);
    for (int i = 0; i < EACH; i++) {
      var accepted = listener.accept();
      connect((InetSocketAddress) listener.getLocalAddress());
      AsynchronousSocketChannel connection = accepted.get();
      keepOrClose(i, connection);
    }
  }

  private static void keepOrClose(int number, AutoCloseable connection) throws Exception {
    OPEN.add(connection);
    if (number % 2 == 0) {
      connection.close();
    }
  }

  private static Socket connect(InetSocketAddress server) throws IOException {
    Socket client = new Socket(server.getAddress(), server.getPort());
    OPEN.add(client);
    return client;
  }
}
