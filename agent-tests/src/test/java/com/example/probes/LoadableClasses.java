package com.example.probes;

import java.net.ServerSocket;
import java.net.Socket;

/** Says of each class named on the command line whether an application can load it, and by whom. */
final class LoadableClasses {
  private LoadableClasses() {}

  public static void main(String[] args) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, Peer.loopback());
        Socket client = new Socket(Peer.loopback(), server.getLocalPort());
        Socket accepted = server.accept()) {
      System.out.println("connected=" + client.isConnected() + accepted.isConnected());
    }
    for (String name : args) {
      System.out.println(name + "=" + load(name));
    }
  }

  private static String load(String name) {
    try {
      ClassLoader system = ClassLoader.getSystemClassLoader();
      ClassLoader loader = Class.forName(name, false, system).getClassLoader();
      return loader == null ? "null loader" : loader.getClass().getName();
    } catch (ClassNotFoundException e) {
      return "not found";
    }
  }
}
