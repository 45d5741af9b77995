package com.example.transcript;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.spi.SelectorProvider;

/** {@link Pipe}, and what the provider of the channels says of itself. */
final class PipeCalls {
  private PipeCalls() {}

  static void record(Transcript t) throws Exception {
    Pipe pipe = Pipe.open();
    t.call("write", () -> pipe.sink().write(ByteBuffer.allocate(5)));
    t.call("read", () -> pipe.source().read(ByteBuffer.allocate(9)));
    t.call("gather", () -> pipe.sink().write(new ByteBuffer[] {ByteBuffer.allocate(2)}));
    t.call("scatter", () -> pipe.source().read(new ByteBuffer[] {ByteBuffer.allocate(9)}));
    pipe.source().configureBlocking(false);
    t.call("read nothing", () -> pipe.source().read(ByteBuffer.allocate(9)));
    pipe.source().configureBlocking(true);
    t.call("close sink", () -> pipe.sink().close());
    t.call("end", () -> pipe.source().read(ByteBuffer.allocate(9)));
    t.call("write closed", () -> pipe.sink().write(ByteBuffer.allocate(5)));
    t.call("close source", () -> pipe.source().close());
    t.call("read closed", () -> pipe.source().read(ByteBuffer.allocate(5)));
    Pipe broken = Pipe.open();
    broken.source().close();
    t.call("broken", () -> broken.sink().write(ByteBuffer.allocate(5)));
    broken.sink().close();
    Pipe waiting = Pipe.open();
    t.blocked(
        "read, closed",
        () -> waiting.source().read(ByteBuffer.allocate(1)),
        blocked -> waiting.source().close());
    waiting.sink().close();
    t.call("provider", () -> SelectorProvider.provider().getClass());
    t.call("inherited", System::inheritedChannel);
  }
}
