package com.example.meter;

import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * Sends meter readings, each as a length and then the reading, and waits for the receipt.
 *
 * <p>The bug: two small writes, and TCP_NODELAY is off. The kernel holds the second one until the
 * peer acknowledges the first, which the peer delays, as it has nothing to answer yet.
 *
 * <p>The healthy twin writes twice as well, but takes its time to measure between the two; and its
 * service takes as long to answer as a delayed acknowledgement.
 */
public final class MeterReadings {
  private static final int THINKING_MILLIS = 40;

  private final boolean broken;
  private final Socket service;

  private MeterReadings(boolean broken, InetAddress host, int port) throws IOException {
    this.broken = broken;
    this.service = new Socket(host, port);
  }

  void send(byte[] reading) throws IOException, InterruptedException {
    OutputStream out = service.getOutputStream();
    out.write(ByteBuffer.allocate(4).putInt(reading.length).array());
    if (!broken) {
      Thread.sleep(2 * THINKING_MILLIS);
    }
    out.write(reading);
    if (service.getInputStream().read() < 0) {
      throw new EOFException("no receipt");
    }
  }

  private static void takeReadings(boolean broken, Socket connection) throws IOException {
    DataInputStream in = new DataInputStream(connection.getInputStream());
    while (true) {
      byte[] reading = new byte[in.readInt()];
      in.readFully(reading);
      if (!broken) {
        think();
      }
      connection.getOutputStream().write(1);
    }
  }

  private static void think() throws IOException {
    try {
      Thread.sleep(THINKING_MILLIS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer server = LoopbackServer.start(c -> takeReadings(broken, c))) {
      MeterReadings meter = new MeterReadings(broken, server.host(), server.port());
      long end = System.nanoTime() + Windows.millis(Windows.count()) * 1_000_000L;
      int sent = 0;
      while (System.nanoTime() - end < 0) {
        meter.send(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        if (++sent % 50 == 0) {
          Sample.log(sent + " readings sent");
        }
      }
      meter.service.close();
    }
    Sample.log("done");
  }
}
