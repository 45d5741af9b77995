package com.example.traced;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Connections that end in each way, and connects that fail in each way. */
final class Lives {
  private Lives() {}

  public static void main(String[] args) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 50, loopback)) {
      InetSocketAddress address = new InetSocketAddress(loopback, server.getLocalPort());
      System.out.println("port=" + server.getLocalPort());
      awaitLine(); // until the agent has looked at the listener
      closedByUs(server, address);
      closedByThePeer(server, address);
      resetByThePeer(server, address);
      resetByUs(server, address);
    }
    failed(new InetSocketAddress(loopback, 1), 1000);
    failed(new InetSocketAddress("255.255.255.255", 9), 1000);
    timedOut(loopback);
    System.out.println("done");
    awaitLine();
  }

  private static void awaitLine() throws IOException {
    int read;
    do {
      read = System.in.read();
    } while (read != '\n' && read != -1);
  }

  private static void closedByUs(ServerSocket server, InetSocketAddress address)
      throws IOException {
    Socket client = connect(address);
    try (Socket accepted = server.accept()) {
      client.shutdownOutput();
      int unused = accepted.getInputStream().read();
      client.close(); // first
    }
  }

  private static void closedByThePeer(ServerSocket server, InetSocketAddress address)
      throws IOException {
    try (Socket client = connect(address)) {
      server.accept().close();
      int unused = client.getInputStream().read();
    }
  }

  private static void resetByThePeer(ServerSocket server, InetSocketAddress address)
      throws IOException {
    try (Socket client = connect(address)) {
      Socket accepted = server.accept();
      accepted.setSoLinger(true, 0);
      accepted.close();
      InputStream in = client.getInputStream();
      int unused = in.read();
    } catch (IOException e) {
      System.out.println("reset: " + e.getMessage());
    }
  }

  private static void resetByUs(ServerSocket server, InetSocketAddress address) throws IOException {
    Socket client = connect(address);
    try (Socket accepted = server.accept()) {
      client.setSoLinger(true, 0);
      client.close(); // first
      accepted.setSoTimeout(1000);
    }
  }

  private static void failed(InetSocketAddress address, int millis) throws IOException {
    try (Socket client = new Socket()) {
      client.connect(address, millis);
    } catch (IOException e) {
      System.out.println("failed: " + e);
    }
  }

  /** A full accept queue answers no SYN. */
  private static void timedOut(InetAddress loopback) throws IOException {
    List<Socket> queued = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, loopback)) {
      InetSocketAddress address = new InetSocketAddress(loopback, full.getLocalPort());
      while (queued.size() < 10) {
        Socket client = new Socket();
        queued.add(client);
        client.connect(address, 1400); // the SYN is sent again after a second
      }
    } catch (IOException e) {
      System.out.println("timed out: " + e);
    } finally {
      for (Socket client : queued) {
        client.close();
      }
    }
  }

  private static Socket connect(InetSocketAddress address) throws IOException {
    return new Socket(address.getAddress(), address.getPort());
  }
}
