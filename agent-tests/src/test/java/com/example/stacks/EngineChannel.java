package com.example.stacks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** One end of TLS over a blocking channel: the engine encrypts, the channel carries. */
final class EngineChannel {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final SSLEngine engine;
  private final ByteBuffer out;
  private final ByteBuffer in;
  private final ByteBuffer plain;

  /** Shakes hands. */
  EngineChannel(SocketChannel channel, SSLEngine engine) throws IOException {
    this.channel = channel;
    this.engine = engine;
    out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    in = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
    plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).flip();
    engine.beginHandshake();
    for (HandshakeStatus status = engine.getHandshakeStatus();
        status != HandshakeStatus.NOT_HANDSHAKING;
        status = engine.getHandshakeStatus()) {
      switch (status) {
        case NEED_TASK -> engine.getDelegatedTask().run();
        case NEED_WRAP -> send(NOTHING);
        default -> receive();
      }
    }
  }

  void write(byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      send(left);
    }
  }

  /** So many bytes, or fewer at the end of input. */
  byte[] read(int most) throws IOException {
    while (!plain.hasRemaining() && !engine.isInboundDone() && receive()) {}
    byte[] bytes = new byte[Math.min(most, plain.remaining())];
    plain.get(bytes);
    return Arrays.copyOf(bytes, bytes.length);
  }

  /** Says goodbye; the channel stays open. */
  void closeOutbound() throws IOException {
    engine.closeOutbound();
    while (!engine.isOutboundDone()) {
      send(NOTHING);
    }
  }

  private void send(ByteBuffer bytes) throws IOException {
    out.clear();
    engine.wrap(bytes, out);
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** Decrypts a record; false at the end of input. */
  private boolean receive() throws IOException {
    while (true) {
      plain.compact();
      SSLEngineResult result = engine.unwrap(in, plain);
      plain.flip();
      if (result.getStatus() != SSLEngineResult.Status.BUFFER_UNDERFLOW) {
        return true;
      }
      in.compact();
      int length = channel.read(in);
      in.flip();
      if (length < 0) {
        return false;
      }
    }
  }
}
