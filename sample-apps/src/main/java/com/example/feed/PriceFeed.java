package com.example.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.example.support.Lines;
import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Refreshes a price every now and then, over a channel of its own each time.
 *
 * <p>The bug: the channel is never closed. No reference to it is left, but the JDK does not close
 * channels that were forgotten: the descriptor is lost for ever.
 */
public final class PriceFeed {
  private static final int REFRESHES = 12;

  private final SocketAddress exchange;

  private PriceFeed(SocketAddress exchange) {
    this.exchange = exchange;
  }

  String refresh() throws IOException {
    SocketChannel channel = SocketChannel.open(exchange);
    return askPrice(channel);
  }

  String refreshAndClose() throws IOException {
    try (SocketChannel channel = SocketChannel.open(exchange)) {
      return askPrice(channel);
    }
  }

  private static String askPrice(SocketChannel channel) throws IOException {
    channel.write(ByteBuffer.wrap("price of copper\n".getBytes(US_ASCII)));
    ByteBuffer answer = ByteBuffer.allocate(256);
    channel.read(answer);
    return new String(answer.array(), 0, answer.position(), US_ASCII).strip();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer exchange = LoopbackServer.start(Lines::answer)) {
      PriceFeed feed = new PriceFeed(exchange.address());
      for (int refresh = 1; refresh <= REFRESHES; refresh++) {
        String price = broken ? feed.refresh() : feed.refreshAndClose();
        Windows.pause(1.0 / REFRESHES);
        if (refresh == REFRESHES / 2 || refresh == REFRESHES) {
          Sample.log("refresh " + refresh + ": " + price + ", memory is short, collecting");
          System.gc();
        }
      }
      Windows.keepRunning();
    }
    Sample.log("done");
  }
}
