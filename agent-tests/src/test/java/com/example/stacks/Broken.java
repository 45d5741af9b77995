package com.example.stacks;

import dev.sockwatch.tests.support.Await;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import redis.clients.jedis.Jedis;

/** One way to lose sockets for each stack; the method is the one to blame. Ends when it is told. */
final class Broken {
  private static final int TIMES = 5;

  /** What the program still holds. */
  private static final List<Object> HELD = new ArrayList<>();

  private static final EventLoopGroup GROUP =
      new EpollEventLoopGroup(1, new DefaultThreadFactory("netty", true));

  /** A program that is broken in one place. */
  private interface Bug {
    void happen(RawServer server) throws Exception;
  }

  private Broken() {}

  public static void main(String[] args) throws Exception {
    Bug bug =
        switch (args[0]) {
          case "okHttpBody" -> Broken::okHttpBody;
          case "apacheResponse" -> Broken::apacheResponse;
          case "urlStream" -> Broken::urlStream;
          case "jedis" -> server -> jedis();
          case "handshake" -> server -> handshake();
          case "nettyClient" -> Broken::nettyClient;
          case "nettyServer" -> server -> nettyServer();
          case "nettyDropped" -> server -> nettyDropped();
          default -> throw new IllegalArgumentException(args[0]);
        };
    RawServer server = new RawServer();
    for (int i = 0; i < TIMES; i++) {
      bug.happen(server);
    }
    server.stop();
    System.gc();
    System.out.println("ready");
    new CountDownLatch(1).await();
  }

  /** Forgets to close the response. */
  private static void okHttpBody(RawServer server) throws IOException {
    HELD.add(new OkHttpClient().newCall(new Request.Builder().url(server.url()).build()).execute());
  }

  /** Forgets to close response and client. */
  @SuppressWarnings("deprecation") // the way to lose it
  private static void apacheResponse(RawServer server) throws IOException {
    HELD.add(HttpClients.createDefault().execute(new HttpGet(server.url())));
  }

  /** Reads the status, not the stream. */
  private static void urlStream(RawServer server) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(server.url()).openConnection();
    connection.setRequestProperty("Connection", "close");
    HELD.add(connection.getResponseCode());
    HELD.add(connection);
  }

  /** Keeps the connection that the server has given up. */
  private static void jedis() throws IOException {
    SmallRedis server = new SmallRedis();
    Jedis client = new Jedis("127.0.0.1", server.port());
    Loopback.check(client.get("key"));
    server.hangUp();
    HELD.add(client);
  }

  /** The peer does not speak TLS; the connection of the failed handshake is forgotten. */
  private static void handshake() throws Exception {
    try (ServerSocket mail = new ServerSocket(0, 1, Loopback.address())) {
      SocketChannel channel = SocketChannel.open(mail.getLocalSocketAddress());
      Socket accepted = mail.accept();
      HELD.add(accepted);
      accepted.getOutputStream().write("220 mail\r\n".getBytes(StandardCharsets.ISO_8859_1));
      SSLEngine engine = SSLContext.getDefault().createSSLEngine();
      engine.setUseClientMode(true);
      engine.beginHandshake();
      ByteBuffer answer = ByteBuffer.allocate(8);
      channel.read(answer);
      ByteBuffer plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
      engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(20_000));
      engine.unwrap(answer.flip(), plain);
    } catch (SSLException expected) {
      HELD.add(expected);
    }
  }

  /** Allows half-closed connections and ignores that one is. */
  private static void nettyClient(RawServer server) throws InterruptedException {
    long before = server.accepted.get();
    HELD.add(
        new Bootstrap()
            .group(GROUP)
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(Loopback.address(), server.port())
            .sync()
            .channel());
    Await.until("the accept", Duration.ofSeconds(10), () -> server.accepted.get() > before);
  }

  /** The same on the side that accepts. */
  private static void nettyServer() throws Exception {
    Channel server =
        new ServerBootstrap()
            .group(GROUP)
            .channel(EpollServerSocketChannel.class)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(new Sharable())
            .bind(new InetSocketAddress(Loopback.address(), 0))
            .sync()
            .channel();
    new Socket(Loopback.address(), ((InetSocketAddress) server.localAddress()).getPort()).close();
  }

  /** Creates a channel and never registers it. */
  private static void nettyDropped() {
    Channel dropped = new EpollSocketChannel();
    if (dropped.isRegistered()) {
      throw new IllegalStateException("registered");
    }
  }

  private static final class Sharable extends ChannelInboundHandlerAdapter {
    @Override
    public boolean isSharable() {
      return true;
    }
  }
}
