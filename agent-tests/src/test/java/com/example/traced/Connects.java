package com.example.traced;

import com.sun.net.httpserver.HttpServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/** One connect of each kind, in a span of its own; the event loops have one that is not meant. */
final class Connects {
  private Connects() {}

  public static void main(String[] args) throws Exception {
    Spans spans =
        switch (args[0]) {
          case "own" -> Spans.own(true);
          case "unsampled" -> Spans.own(false);
          default -> Spans.global();
        };
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
    server.start();
    InetSocketAddress address = server.getAddress();
    spans.in("socket", () -> new Socket(address.getAddress(), address.getPort()).close());
    spans.in("channel", () -> nonBlocking(address));
    spans.in("asynchronous", () -> asynchronous(address));
    spans.in("send", () -> request(address, false));
    spans.in("sendAsync", () -> request(address, true));
    netty(spans, address);
    new Socket(address.getAddress(), address.getPort()).close(); // in no span
    server.stop(0);
    System.out.println("port=" + address.getPort());
  }

  private static void nonBlocking(InetSocketAddress address) throws IOException {
    try (SocketChannel channel = SocketChannel.open();
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      if (!channel.connect(address)) {
        channel.register(selector, SelectionKey.OP_CONNECT);
        while (!channel.finishConnect()) {
          selector.select();
        }
      }
    }
  }

  private static void asynchronous(InetSocketAddress address) throws Exception {
    try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
      channel.connect(address).get(10, TimeUnit.SECONDS);
    }
  }

  /** Each with a client of its own, which must connect. */
  private static void request(InetSocketAddress address, boolean asynchronously) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + "/")).build();
    if (asynchronously) {
      client.sendAsync(request, BodyHandlers.discarding()).get(10, TimeUnit.SECONDS);
    } else {
      client.send(request, BodyHandlers.discarding());
    }
  }

  private static void netty(Spans spans, InetSocketAddress address) throws Exception {
    EventLoopGroup group = new NioEventLoopGroup(1);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .handler(new ChannelInboundHandlerAdapter());
    spans.in(
        "netty",
        () -> {
          bootstrap.connect(address).sync().channel().close().sync();
        });
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }
}
