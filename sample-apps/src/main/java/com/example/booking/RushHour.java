package com.example.booking;

import com.example.support.Daemons;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A rush of bookings at a service that accepts connections slowly.
 *
 * <p>The bug: the service's backlog is far too small for a rush. The kernel drops the SYNs that
 * find the accept queue full, and the clients' kernel sends them again after a second.
 */
public final class RushHour {
  private static final int BOOKINGS = 10;
  private static final int PAUSE_MILLIS = 300;

  private final ServerSocket service;
  private final AtomicInteger made = new AtomicInteger();

  private RushHour(int backlog) throws IOException {
    service = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
  }

  /** Busy with something else most of the time. */
  private void accept() throws IOException {
    service.setSoTimeout(20);
    while (true) {
      try {
        Thread.sleep(PAUSE_MILLIS);
        while (true) {
          Socket booking = service.accept();
          Daemons.start("booking", () -> confirm(booking));
        }
      } catch (SocketTimeoutException e) {
        // all that had come are served
      } catch (InterruptedException e) {
        return;
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
      if (booking.getInputStream().read() == 1) {
        made.incrementAndGet();
      }
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    RushHour hour = new RushHour(broken ? 1 : 50);
    Daemons.start("acceptor", hour::accept);
    for (int half = 1; half <= 2 * Windows.count(); half++) {
      for (int i = 0; i < BOOKINGS; i++) {
        Daemons.start("client", hour::book);
      }
      Windows.pause(0.5);
      Sample.log(hour.made.get() + " bookings made");
    }
    Sample.log("done");
  }
}
