package com.example.probes;

import dev.sockwatch.tests.support.NumberedConnection;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Accepts numbered connections, answers each once, and leaves it to the client to be closed. */
final class NumberedListener {
  private static final int BACKLOG = 1000;

  private final EventCounter counter;
  private final ServerSocket listener;
  private final AtomicReferenceArray<Socket> answered;
  private final Threads.Background acceptor;
  private volatile boolean stopping;

  /**
   * Starts to listen, by a channel if {@code index} is odd.
   *
   * @param answered by number modulo length: what was accepted, before the client can know
   */
  NumberedListener(int index, EventCounter counter, AtomicReferenceArray<Socket> answered)
      throws IOException {
    this.counter = counter;
    this.answered = answered;
    this.listener = index % 2 == 0 ? new ServerSocket() : ServerSocketChannel.open().socket();
    InetAddress own = InetAddress.getByName(NumberedConnection.addressOf(index));
    listener.bind(new InetSocketAddress(own, 0), BACKLOG);
    counter.add(Event.OPENED);
    counter.add(Event.LISTENING);
    acceptor =
        Threads.start(
            task -> new Thread(task, NumberedConnection.acceptorName(index)), this::acceptAll);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  void stop() throws Exception {
    stopping = true;
    listener.close();
    counter.closed();
    acceptor.join();
  }

  private void acceptAll() throws IOException {
    byte[] bytes = new byte[NumberedConnection.MOST_BYTES];
    try {
      while (true) {
        Socket socket = listener.accept();
        counter.add(Event.ACCEPTED);
        NumberedConnection connection = readRequest(socket.getInputStream(), bytes);
        answered.set(connection.number() % answered.length(), socket);
        socket.getOutputStream().write(bytes, 0, connection.replyBytes());
      }
    } catch (IOException e) {
      if (!stopping) {
        ReuseUnderLoad.giveUp(e);
      }
    }
  }

  private static NumberedConnection readRequest(InputStream in, byte[] bytes) throws IOException {
    int got = in.readNBytes(bytes, 0, Integer.BYTES);
    NumberedConnection connection = new NumberedConnection(ByteBuffer.wrap(bytes).getInt(0));
    got += in.readNBytes(bytes, got, connection.requestBytes() - got);
    if (got < connection.requestBytes()) {
      throw new IOException(connection + " ended after " + got + " bytes");
    }
    return connection;
  }
}
