package com.example.stacks;

import java.net.ServerSocket;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.RMISocketFactory;
import java.rmi.server.UnicastRemoteObject;

/** RMI to an exported object. Its pool drops idle connections after {@code connectionTimeout}. */
final class Rmi {
  /** The remote object. */
  interface Echo extends Remote {
    String say(String text) throws RemoteException;
  }

  private Rmi() {}

  public static void main(String[] args) throws Exception {
    System.setProperty("sun.rmi.transport.connectionTimeout", "200");
    System.setProperty("java.rmi.server.hostname", "127.0.0.1");
    Listeners listeners = new Listeners();
    Echo object = text -> text;
    Echo remote =
        (Echo)
            UnicastRemoteObject.exportObject(
                object, 0, RMISocketFactory.getDefaultSocketFactory(), listeners);
    for (int i = 0; i < Loopback.REQUESTS; i++) {
      Loopback.check(remote.say(Loopback.BODY));
    }
    UnicastRemoteObject.unexportObject(object, true);
    listeners.last.close();
    Loopback.end(1, Loopback.REQUESTS); // its pool is not told how many
    System.exit(0); // its reaper threads linger
  }

  private static final class Listeners implements RMIServerSocketFactory {
    ServerSocket last;

    Listeners() throws java.io.IOException {
      last = new ServerSocket();
    }

    @Override
    public ServerSocket createServerSocket(int port) throws java.io.IOException {
      last.close();
      last = new ServerSocket(port, 50, Loopback.address());
      return last;
    }
  }
}
