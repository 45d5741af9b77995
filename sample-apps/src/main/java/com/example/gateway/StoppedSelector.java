package com.example.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.example.support.Lines;
import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A gateway that asks all its upstreams at once and selects only while answers are outstanding.
 *
 * <p>The bug: it closes the channels after its last select. A channel that is registered with a
 * selector keeps its descriptor until that selector's next select, which never comes.
 */
public final class StoppedSelector {
  private static final int UPSTREAMS = 8;
  private static final List<StoppedSelector> GATEWAYS = new ArrayList<>();

  private final Selector selector;
  private final List<SocketChannel> upstreams = new ArrayList<>();

  private StoppedSelector(Selector selector) {
    this.selector = selector;
  }

  private void connect(SocketAddress upstream) throws IOException {
    SocketChannel channel = SocketChannel.open(upstream);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    channel.write(ByteBuffer.wrap("status\n".getBytes(US_ASCII)));
    upstreams.add(channel);
  }

  private int collectAnswers() throws IOException {
    ByteBuffer answer = ByteBuffer.allocate(256);
    int answers = 0;
    while (answers < upstreams.size()) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        ((SocketChannel) key.channel()).read(answer.clear());
        answers++;
      }
      selector.selectedKeys().clear();
    }
    return answers;
  }

  private void hangUp(boolean broken) throws IOException {
    for (SocketChannel channel : upstreams) {
      channel.close();
    }
    upstreams.clear();
    if (!broken) {
      selector.selectNow(); // lets the selector release the descriptors
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer upstream = LoopbackServer.start(Lines::answer)) {
      StoppedSelector gateway = new StoppedSelector(Selector.open());
      GATEWAYS.add(gateway);
      for (int number = 0; number < UPSTREAMS; number++) {
        gateway.connect(upstream.address());
      }
      Sample.log(gateway.collectAnswers() + " upstreams answered");
      gateway.hangUp(broken);
      Sample.log("hung up");
      Windows.keepRunning();
    }
    Sample.log("done");
  }
}
