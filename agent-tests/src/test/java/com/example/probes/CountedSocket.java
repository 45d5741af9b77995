package com.example.probes;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A plain socket that counts what a layer above it, such as TLS, does with it and reads from it.
 *
 * <p>Each kind of event is counted once, as it counts once for a connection.
 */
final class CountedSocket extends Socket {
  private final EventCounter counter;
  private final AtomicBoolean sawEnd = new AtomicBoolean();
  private final AtomicBoolean inputDown = new AtomicBoolean();
  private final AtomicBoolean outputDown = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  private CountedSocket(EventCounter counter) {
    this.counter = counter;
  }

  static CountedSocket connect(EventCounter counter, SocketAddress address) throws IOException {
    CountedSocket socket = new CountedSocket(counter);
    socket.connect(address);
    counter.add(Event.OPENED);
    counter.add(Event.CONNECTED);
    return socket;
  }

  /** A listener that accepts counted sockets. */
  static ServerSocket listen(EventCounter counter, InetAddress address) throws IOException {
    counter.add(Event.OPENED);
    counter.add(Event.LISTENING);
    return new ServerSocket(0, 50, address) {
      @Override
      public Socket accept() throws IOException {
        CountedSocket socket = new CountedSocket(counter);
        implAccept(socket);
        counter.add(Event.ACCEPTED);
        return socket;
      }

      @Override
      public void close() throws IOException {
        super.close();
        counter.closed();
      }
    };
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new CountedInput(super.getInputStream());
  }

  @Override
  public void shutdownInput() throws IOException {
    super.shutdownInput();
    once(inputDown, Event.INPUT_SHUTDOWN);
  }

  @Override
  public void shutdownOutput() throws IOException {
    super.shutdownOutput();
    once(outputDown, Event.OUTPUT_SHUTDOWN);
  }

  @Override
  public synchronized void close() throws IOException {
    super.close();
    if (closed.compareAndSet(false, true)) {
      counter.closed();
    }
  }

  private void once(AtomicBoolean done, Event event) {
    if (done.compareAndSet(false, true)) {
      counter.add(event);
    }
  }

  /** Sees the end of input of the connection, not that of the layer above. */
  private final class CountedInput extends InputStream {
    private final InputStream input;

    CountedInput(InputStream input) {
      this.input = input;
    }

    @Override
    public int read() throws IOException {
      byte[] single = new byte[1];
      return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      boolean local = inputDown.get();
      int n = input.read(bytes, offset, length);
      if (n < 0 && !local) {
        once(sawEnd, Event.END_OF_INPUT_FROM_PEER);
      }
      return n;
    }

    @Override
    public int available() throws IOException {
      return input.available();
    }

    @Override
    public void close() throws IOException {
      CountedSocket.this.close();
    }
  }
}
