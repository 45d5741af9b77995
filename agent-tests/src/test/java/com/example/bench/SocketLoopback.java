package com.example.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** {@link Loopback} by {@code ServerSocket} and {@code Socket}. */
final class SocketLoopback implements Loopback {
  private final InetAddress address = InetAddress.getLoopbackAddress();
  private final ServerSocket listener = new ServerSocket(0, 50, address);
  private final int port = listener.getLocalPort();

  SocketLoopback() throws IOException {}

  @Override
  public Pair connect() throws IOException {
    Socket client = new Socket(address, port);
    return new SocketPair(client, listener.accept());
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private static final class SocketPair implements Pair {
    private final Socket client;
    private final Socket server;
    private final InputStream clientIn;
    private final OutputStream clientOut;
    private final InputStream serverIn;
    private final OutputStream serverOut;
    private final byte[] message = new byte[MESSAGE_BYTES];

    SocketPair(Socket client, Socket server) throws IOException {
      this.client = client;
      this.server = server;
      this.clientIn = client.getInputStream();
      this.clientOut = client.getOutputStream();
      this.serverIn = server.getInputStream();
      this.serverOut = server.getOutputStream();
    }

    @Override
    public void exchange() throws IOException {
      clientOut.write(message);
      receive(serverIn);
      serverOut.write(message);
      receive(clientIn);
    }

    private void receive(InputStream in) throws IOException {
      int received = 0;
      while (received < MESSAGE_BYTES) {
        int n = in.read(message, received, MESSAGE_BYTES - received);
        if (n < 0) {
          throw new IOException("closed within a message");
        }
        received += n;
      }
    }

    @Override
    public void close() throws IOException {
      client.close();
      if (serverIn.read(message) != -1) {
        throw new IOException("data instead of the end of input");
      }
      server.setSoLinger(true, 0);
      server.close();
    }
  }
}
