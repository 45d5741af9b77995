package com.example.probes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names that a stranger can choose: of hosts, of threads, of Unix domain sockets. */
final class HostileNames {
  private static final String EVIL =
      "h\n2026-11-27T00:00:00Z sockwatch: all is well\n\u001b[31mRED\u001b[2J\u0007\u202e\u009b";

  private static final List<Object> HELD = new ArrayList<>();

  private HostileNames() {}

  public static void main(String[] args) throws Exception {
    Thread opener = new Thread(HostileNames::open, "thread of " + EVIL);
    opener.start();
    opener.join();
    System.out.println("opened");
    StandardInput.next();
  }

  private static void open() {
    try {
      Path folder = Files.createTempDirectory("hostile");
      Path path = folder.resolve("a\nFAKE \u001b[31m.sock");
      SocketAddress address = UnixDomainSocketAddress.of(path);
      ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      HELD.add(listener.bind(address));
      for (int i = 0; i < 12; i++) {
        HELD.add(SocketChannel.open(address));
        HELD.add(listener.accept());
        fails(UnixDomainSocketAddress.of(folder.resolve("none\n\u001b[31mFAKE")));
        fails(InetSocketAddress.createUnresolved(EVIL, 80));
      }
      Files.delete(path);
      Files.delete(folder);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void fails(SocketAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open(protocol(address));
    HELD.add(channel);
    try {
      boolean unused = channel.connect(address);
      throw new IllegalStateException("connected to " + address);
    } catch (IOException | UnresolvedAddressException e) {
      // As it should.
    }
  }

  private static StandardProtocolFamily protocol(SocketAddress address) {
    return address instanceof InetSocketAddress
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.UNIX;
  }
}
