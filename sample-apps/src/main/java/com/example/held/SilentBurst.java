package com.example.held;

import com.example.support.Daemons;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Accepts connections of devices that then stay silent.
 *
 * <p>The bug: nobody bounds the wait for the first byte, so those that never say a word stay for
 * ever. The healthy devices say hello.
 */
public final class SilentBurst {
  private static final int DEVICES = 40;
  private static final List<Socket> ACCEPTED = Collections.synchronizedList(new ArrayList<>());

  private static final List<Socket> CONNECTED = new ArrayList<>();

  private SilentBurst() {}

  private static void acceptAll(ServerSocket listener) throws IOException {
    while (true) {
      ACCEPTED.add(listener.accept());
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
      Daemons.start("acceptor", () -> acceptAll(listener));
      for (int i = 0; i < DEVICES; i++) {
        Socket device = new Socket(listener.getInetAddress(), listener.getLocalPort());
        CONNECTED.add(device);
      }
      for (Socket device : broken ? List.<Socket>of() : CONNECTED) {
        device.getOutputStream().write('h');
      }
      Windows.keepRunning();
      Sample.log(ACCEPTED.size() + " accepted from " + CONNECTED.size() + " devices");
    }
  }
}
