package com.example.held;

import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends measured values by UDP.
 *
 * <p>The bug: a socket for each value, and none is closed. The healthy one keeps a socket for each
 * of its lines and sends over all of them, again and again.
 */
public final class DatagramPerValue {
  private static final int VALUES = 40;
  private static final int LINES = 20;
  private static final List<DatagramSocket> SOCKETS = new ArrayList<>();

  private DatagramPerValue() {}

  static DatagramSocket open() throws IOException {
    DatagramSocket socket = new DatagramSocket();
    SOCKETS.add(socket);
    return socket;
  }

  private static void send(DatagramSocket socket) throws IOException {
    byte[] value = {1, 2, 3, 4};
    socket.send(new DatagramPacket(value, value.length, InetAddress.getLoopbackAddress(), 9));
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    for (int value = 0; value < VALUES; value++) {
      if (broken || SOCKETS.size() < LINES) {
        send(open());
      }
      for (int i = 0; !broken && i < SOCKETS.size(); i++) {
        send(SOCKETS.get(i));
      }
      Windows.pause(1.0 / 4);
    }
    Sample.log(SOCKETS.size() + " sockets");
  }
}
