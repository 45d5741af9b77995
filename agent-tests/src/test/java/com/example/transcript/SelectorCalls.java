package com.example.transcript;

import com.example.transcript.ChannelTransferCalls.Pair;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

/** {@link Selector}: registering, selecting, waking, cancelling, closing. */
final class SelectorCalls {
  private SelectorCalls() {}

  static void record(Transcript t) throws Exception {
    try (Selector selector = Selector.open();
        Pair pair = Pair.open()) {
      t.call("register blocking", () -> pair.client().register(selector, SelectionKey.OP_READ));
      pair.client().configureBlocking(false);
      pair.server().configureBlocking(false);
      t.call("register accept", () -> pair.client().register(selector, SelectionKey.OP_ACCEPT));
      t.call("register null", () -> pair.client().register(Transcript.<Selector>absent(), 1));
      t.call("selectNow empty", () -> selector.selectNow());
      SelectionKey key = pair.server().register(selector, SelectionKey.OP_READ, "attached");
      t.call("key", () -> List.of(key.interestOps(), key.readyOps(), key.isValid()).toString());
      t.call("attachment", key::attachment);
      t.call("keys", () -> selector.keys().size());
      t.call("select timed out", () -> selector.select(20));
      pair.client().write(ByteBuffer.allocate(3));
      t.call("select", () -> selector.select());
      t.call("selected", () -> selector.selectedKeys().size());
      t.call("readable", key::isReadable);
      t.call("read", () -> pair.server().read(ByteBuffer.allocate(9)));
      t.call("read nothing", () -> pair.server().read(ByteBuffer.allocate(9)));
      selector.selectedKeys().clear();
      t.call("interest", () -> key.interestOps(SelectionKey.OP_WRITE).interestOps());
      t.call("interest accept", () -> key.interestOps(SelectionKey.OP_ACCEPT));
      t.call("select consumer", () -> selector.select(k -> k.interestOps(0)));
      t.blocked("select, wakeup", () -> selector.select(), blocked -> selector.wakeup());
      t.blocked("select, interrupted", () -> selector.select(), Thread::interrupt);
      t.call("blocking registered", () -> pair.server().configureBlocking(true));
      t.call("cancel", key::cancel);
      t.call("cancelled interest", () -> key.interestOps());
      t.call("register cancelled", () -> pair.server().register(selector, SelectionKey.OP_READ));
      t.call("select then", () -> selector.selectNow());
      t.call("keys then", () -> selector.keys().size());
      SelectionKey again = pair.server().register(selector, SelectionKey.OP_READ);
      t.call("close registered", () -> pair.server().close());
      t.call("valid", again::isValid);
      t.call("flush", () -> selector.selectNow());
      t.call("peer's end", () -> ended(selector, pair));
    }
    closed(t);
  }

  private static Object ended(Selector selector, Pair pair) throws Exception {
    pair.client().register(selector, SelectionKey.OP_READ);
    return selector.select() + " " + pair.client().read(ByteBuffer.allocate(1));
  }

  private static void closed(Transcript t) throws Exception {
    Selector selector = Selector.open();
    t.blocked("select, closed", () -> selector.select(), blocked -> selector.close());
    t.call("select closed", () -> selector.select());
    t.call("selectNow closed", () -> selector.selectNow());
    t.call("keys closed", selector::keys);
    t.call("wakeup closed", () -> selector.wakeup().isOpen());
    t.call("close again", selector::close);
    try (Pair pair = Pair.open()) {
      pair.client().configureBlocking(false);
      t.call("register closed", () -> pair.client().register(selector, SelectionKey.OP_READ));
    }
  }
}
