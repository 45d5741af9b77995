package com.example.neighbours;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.util.concurrent.atomic.AtomicInteger;

/** A socket of the program that is none: without a descriptor, always at its end. */
public class OwnSocket extends SocketImpl {
  private static final AtomicInteger MADE = new AtomicInteger();

  /** A socket, counted. */
  public OwnSocket() {
    MADE.incrementAndGet();
  }

  /** What the JDK has called. */
  protected void called(String what) {}

  static int made() {
    return MADE.get();
  }

  @Override
  protected void create(boolean stream) {
    called("create");
  }

  @Override
  protected void connect(String host, int port) {
    called("connect");
  }

  @Override
  protected void connect(InetAddress host, int port) {
    called("connect");
  }

  @Override
  protected void connect(SocketAddress to, int timeout) {
    called("connect");
  }

  @Override
  protected void bind(InetAddress host, int port) {
    called("bind");
  }

  @Override
  protected void listen(int backlog) {
    called("listen");
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
    called("close");
  }

  @Override
  protected void sendUrgentData(int data) {
    called("urgent");
  }

  @Override
  public void setOption(int id, Object value) {
    called("set");
  }

  @Override
  public Object getOption(int id) {
    return true;
  }
}
