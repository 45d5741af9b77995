package com.example.transcript;

import static com.example.transcript.SocketTranscript.LOOPBACK;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;

/** Sockets of the program's own: subclasses, and implementations that are no sockets at all. */
final class CustomSocketCalls {
  private CustomSocketCalls() {}

  static void record(Transcript t) throws Exception {
    Silent impl = new Silent();
    Own s = new Own(impl);
    t.call("impl connect", () -> s.connect(new InetSocketAddress(LOOPBACK, 9)));
    t.call("impl read", () -> s.getInputStream().read());
    t.call("impl write", () -> s.getOutputStream().write(1));
    t.call("impl toString", s::toString);
    t.call("impl option", s::getTcpNoDelay);
    t.call("impl close", s::close);
    t.call("impl calls", impl::calls);
    try (Accepting listener = new Accepting();
        Socket client = new Socket(LOOPBACK, listener.getLocalPort())) {
      t.call("implAccept", () -> listener.accept().getClass());
      t.call("peer", () -> client.getInputStream().read());
    }
  }

  /** A subclass with an implementation of its own. */
  private static final class Own extends Socket {
    Own(SocketImpl impl) throws SocketException {
      super(impl);
    }
  }

  /** A listener whose connections are of a class of its own; it closes them at once. */
  private static final class Accepting extends ServerSocket {
    Accepting() throws IOException {
      super(0, 5, LOOPBACK);
    }

    @Override
    public Socket accept() throws IOException {
      try (Socket accepted = new Socket() {}) {
        implAccept(accepted);
        return accepted;
      }
    }
  }

  /** An implementation without a descriptor. */
  private static final class Silent extends SocketImpl {
    private final StringBuilder calls = new StringBuilder();

    String calls() {
      return calls.toString();
    }

    private void add(String call) {
      calls.append(call).append(' ');
    }

    @Override
    protected void create(boolean stream) {
      add("create");
    }

    @Override
    protected void connect(String host, int port) {
      add("connect");
    }

    @Override
    protected void connect(InetAddress host, int port) {
      add("connect");
    }

    @Override
    protected void connect(SocketAddress to, int timeout) {
      add("connect");
    }

    @Override
    protected void bind(InetAddress host, int port) {
      add("bind");
    }

    @Override
    protected void listen(int backlog) {
      add("listen");
    }

    @Override
    protected void accept(SocketImpl s) throws IOException {
      throw new IOException("accepts nothing");
    }

    @Override
    protected InputStream getInputStream() {
      return InputStream.nullInputStream();
    }

    @Override
    protected OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    protected int available() {
      return 0;
    }

    @Override
    protected void close() {
      add("close");
    }

    @Override
    protected void sendUrgentData(int data) {
      add("urgent");
    }

    @Override
    public void setOption(int id, Object value) {
      add("set");
    }

    @Override
    public Object getOption(int id) {
      return true;
    }
  }
}
