package com.example.transcript;

import static com.example.transcript.SocketTranscript.LOOPBACK;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.util.List;

/** {@link DatagramSocket} and {@link MulticastSocket}. */
final class DatagramSocketCalls {
  private DatagramSocketCalls() {}

  static void record(Transcript t) throws Exception {
    try (DatagramSocket s = new DatagramSocket(Transcript.<SocketAddress>absent())) {
      state(t, "unbound", s);
      t.call("supportedOptions", s::supportedOptions);
      for (SocketOption<?> option : SocketCalls.sorted(s.supportedOptions())) {
        t.call("getOption " + option.name(), () -> s.getOption(option));
      }
      t.call("bind not ours", () -> s.bind(new InetSocketAddress("192.0.2.1", 0)));
      t.call("bind foreign", () -> s.bind(new SocketCalls.Foreign()));
      t.call("bind", () -> s.bind(new InetSocketAddress(LOOPBACK, 0)));
      t.call("bind twice", () -> s.bind(new InetSocketAddress(LOOPBACK, 0)));
    }
    exchange(t);
    connected(t);
    closes(t);
    multicast(t);
  }

  private static void exchange(Transcript t) throws Exception {
    try (DatagramSocket a = new DatagramSocket(0, LOOPBACK);
        DatagramSocket b = new DatagramSocket(0, LOOPBACK)) {
      state(t, "bound", a);
      t.call("send", () -> a.send(to(b, 10)));
      DatagramPacket received = new DatagramPacket(new byte[4], 4);
      t.call("receive cut", () -> b.receive(received));
      t.call(
          "received",
          () -> List.of(received.getLength(), received.getPort() == a.getLocalPort()).toString());
      b.setSoTimeout(20);
      t.call("receive timed out", () -> b.receive(new DatagramPacket(new byte[4], 4)));
      b.setSoTimeout(0);
      t.blocked(
          "receive waits",
          () -> {
            b.receive(new DatagramPacket(new byte[4], 4));
            return "received";
          },
          blocked -> a.send(to(b, 1)));
      t.call("send too long", () -> a.send(to(b, 65_508)));
      t.call("send nowhere", () -> a.send(new DatagramPacket(new byte[1], 1)));
      t.call("send port 0", () -> a.send(new DatagramPacket(new byte[1], 1, LOOPBACK, 0)));
      t.call("broadcast off", () -> a.setBroadcast(false));
      t.call("getBroadcast", a::getBroadcast);
    }
  }

  private static void connected(Transcript t) throws Exception {
    try (DatagramSocket a = new DatagramSocket(0, LOOPBACK);
        DatagramSocket b = new DatagramSocket(0, LOOPBACK);
        DatagramSocket c = new DatagramSocket(0, LOOPBACK)) {
      t.call("connect", () -> a.connect(LOOPBACK, b.getLocalPort()));
      state(t, "connected", a);
      t.call("send connected", () -> a.send(new DatagramPacket(new byte[1], 1)));
      t.call("send elsewhere", () -> a.send(to(c, 1)));
      t.call("disconnect", a::disconnect);
      state(t, "disconnected", a);
      t.call(
          "connect unresolved",
          () -> a.connect(InetSocketAddress.createUnresolved("x.invalid", 9)));
      t.call("connect port 0", () -> a.connect(LOOPBACK, 0));
    }
    try (DatagramSocket a = new DatagramSocket(0, LOOPBACK)) {
      a.connect(LOOPBACK, SocketCalls.closedPort());
      a.setSoTimeout(1000);
      t.call("send unreachable", () -> a.send(new DatagramPacket(new byte[1], 1)));
      t.call("receive unreachable", () -> a.receive(new DatagramPacket(new byte[1], 1)));
    }
  }

  private static void closes(Transcript t) throws Exception {
    DatagramSocket s = new DatagramSocket(0, LOOPBACK);
    t.blocked(
        "receive, closed",
        () -> {
          s.receive(new DatagramPacket(new byte[1], 1));
          return "received";
        },
        blocked -> s.close());
    state(t, "closed", s);
    t.call("send closed", () -> s.send(new DatagramPacket(new byte[1], 1, LOOPBACK, 9)));
    t.call("receive closed", () -> s.receive(new DatagramPacket(new byte[1], 1)));
    t.call("connect closed", () -> s.connect(LOOPBACK, 9));
    t.call("setSoTimeout closed", () -> s.setSoTimeout(1));
    t.call("close again", s::close);
  }

  private static void multicast(Transcript t) throws Exception {
    InetSocketAddress group = new InetSocketAddress(InetAddress.getByName("239.255.0.1"), 0);
    NetworkInterface loopback = NetworkInterface.getByInetAddress(LOOPBACK);
    try (MulticastSocket s = new MulticastSocket(0)) {
      t.call("joinGroup", () -> s.joinGroup(group, loopback));
      t.call("joinGroup again", () -> s.joinGroup(group, loopback));
      t.call("leaveGroup", () -> s.leaveGroup(group, loopback));
      t.call("leaveGroup again", () -> s.leaveGroup(group, loopback));
      t.call("joinGroup unicast", () -> s.joinGroup(new InetSocketAddress(LOOPBACK, 0), loopback));
      t.call("setTimeToLive", () -> s.setTimeToLive(300));
      t.call("getTimeToLive", s::getTimeToLive);
    }
  }

  private static DatagramPacket to(DatagramSocket s, int bytes) {
    return new DatagramPacket(new byte[bytes], bytes, LOOPBACK, s.getLocalPort());
  }

  private static void state(Transcript t, String name, DatagramSocket s) {
    t.call(name + " state", () -> List.of(s.isBound(), s.isConnected(), s.isClosed()).toString());
    t.call(name + " local", s::getLocalSocketAddress);
    t.call(name + " remote", s::getRemoteSocketAddress);
  }
}
