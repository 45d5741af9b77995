package com.example.directory;

import com.example.support.Sample;
import com.example.support.Windows;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks users up in a directory whose host name does not resolve today.
 *
 * <p>The bug: a connection whose connect failed is put aside for a retry and never closed. Its
 * descriptor exists since it was created, connected or not.
 */
public final class UnresolvedHost {
  private static final int ATTEMPTS = 6;
  private static final InetSocketAddress DIRECTORY =
      InetSocketAddress.createUnresolved("ldap.internal.invalid", 389);
  private static final List<Closeable> TO_RETRY = new ArrayList<>();

  private final boolean broken;

  private UnresolvedHost(boolean broken) {
    this.broken = broken;
  }

  private void lookUp(String user) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.connect(DIRECTORY);
    } catch (UnresolvedAddressException e) {
      Sample.log(user + ": unresolved host " + DIRECTORY.getHostString());
      retryLater(channel);
    }
  }

  /** The same over a {@link Socket}, which newer JDKs close when its connect fails. */
  private void lookUpOverSocket(String user) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(DIRECTORY);
    } catch (UnknownHostException e) {
      Sample.log(user + ": unknown host " + DIRECTORY.getHostString());
      retryLater(socket);
    }
  }

  private void retryLater(Closeable connection) throws IOException {
    if (broken) {
      TO_RETRY.add(connection);
    } else {
      connection.close();
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    UnresolvedHost directory = new UnresolvedHost(Sample.isBroken(args));
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      directory.lookUp("user-" + attempt);
      directory.lookUpOverSocket("user-" + attempt);
      Windows.pause(1.0 / ATTEMPTS);
    }
    Windows.keepRunning();
    Sample.log(TO_RETRY.size() + " lookups wait for a retry");
    Sample.log("done");
  }
}
