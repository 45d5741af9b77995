package com.example.probes;

import java.io.IOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One end of a connection, a byte at a time, whatever API is behind it. */
interface Line {
  /** The next byte, or -1 at the end. */
  int read() throws IOException;

  void write(int b) throws IOException;

  void shutdownInput() throws IOException;

  void shutdownOutput() throws IOException;

  /** Makes the next close send RST instead of FIN. */
  void resetOnClose() throws IOException;

  void close() throws IOException;

  static Line of(Socket socket) {
    return new Line() {
      @Override
      public int read() throws IOException {
        return socket.getInputStream().read();
      }

      @Override
      public void write(int b) throws IOException {
        socket.getOutputStream().write(b);
      }

      @Override
      public void shutdownInput() throws IOException {
        socket.shutdownInput();
      }

      @Override
      public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
      }

      @Override
      public void resetOnClose() throws IOException {
        socket.setSoLinger(true, 0);
      }

      @Override
      public void close() throws IOException {
        socket.close();
      }
    };
  }

  static Line of(SocketChannel channel) {
    return new Line() {
      @Override
      public int read() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1);
        return channel.read(buffer) < 0 ? -1 : buffer.get(0);
      }

      @Override
      public void write(int b) throws IOException {
        channel.write(ByteBuffer.wrap(new byte[] {(byte) b}));
      }

      @Override
      public void shutdownInput() throws IOException {
        channel.shutdownInput();
      }

      @Override
      public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
      }

      @Override
      public void resetOnClose() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  static Line of(AsynchronousSocketChannel channel) {
    return new Line() {
      @Override
      public int read() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1);
        return result(channel.read(buffer)) < 0 ? -1 : buffer.get(0);
      }

      @Override
      public void write(int b) throws IOException {
        result(channel.write(ByteBuffer.wrap(new byte[] {(byte) b})));
      }

      @Override
      public void shutdownInput() throws IOException {
        channel.shutdownInput();
      }

      @Override
      public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
      }

      @Override
      public void resetOnClose() {
        throw new UnsupportedOperationException("no SO_LINGER on asynchronous channels");
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  /** The result of an asynchronous operation; its failure is thrown as it would be here. */
  static <T> T result(Future<T> operation) throws IOException {
    try {
      return operation.get(ProbeEvents.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
