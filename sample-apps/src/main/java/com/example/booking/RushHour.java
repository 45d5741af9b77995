package com.example.booking;

import com.example.support.Daemons;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * A rush of bookings at a service that accepts connections slowly.
 *
 * <p>The bug: the service's backlog is far too small for a rush. The kernel drops the SYNs that
 * find the accept queue full, and the clients' kernel sends them again after a second.
 */
public final class RushHour {
  private static final int BOOKINGS = 10;
  private static final int OPENING_MILLIS = 300;

  private final ServerSocket service;
  private final Semaphore rush = new Semaphore(0);

  private RushHour(int backlog) throws IOException {
    service = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
  }

  /** Busy with something else at first, then accepts all that have come. */
  private void accept() throws IOException {
    while (true) {
      rush.acquireUninterruptibly();
      try {
        Thread.sleep(OPENING_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      for (int i = 0; i < BOOKINGS; i++) {
        Socket booking = service.accept();
        Daemons.start("booking", () -> confirm(booking));
      }
    }
  }

  private static void confirm(Socket booking) throws IOException {
    try (booking) {
      while (booking.getInputStream().read() >= 0) {
        booking.getOutputStream().write(1);
      }
    }
  }

  private void book() throws IOException {
    try (Socket booking = new Socket(service.getInetAddress(), service.getLocalPort())) {
      booking.getOutputStream().write(1);
      int unused = booking.getInputStream().read();
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    RushHour hour = new RushHour(broken ? 1 : 50);
    Daemons.start("acceptor", hour::accept);
    long end = System.nanoTime() + Windows.millis(Windows.count()) * 1_000_000L;
    while (System.nanoTime() - end < 0) {
      hour.rush.release();
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < BOOKINGS; i++) {
        clients.add(Daemons.start("client", hour::book));
      }
      for (Thread client : clients) {
        client.join();
      }
      Sample.log(BOOKINGS + " bookings made");
    }
    Sample.log("done");
  }
}
