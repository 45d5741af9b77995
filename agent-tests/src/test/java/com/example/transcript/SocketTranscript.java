package com.example.transcript;

import com.example.probes.Threads;
import java.net.InetAddress;

/**
 * Makes every call of the JDK's sockets and channels, and each go wrong in every way that needs
 * nothing but this machine: first on platform threads, then on virtual ones.
 */
final class SocketTranscript {
  static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private SocketTranscript() {}

  public static void main(String[] args) throws Exception {
    Transcript platform = new Transcript(Thread::new);
    record(platform);
    platform.print("platform");
    if (Runtime.version().feature() >= 21) {
      Transcript virtual = new Transcript(Threads.virtual());
      record(virtual);
      virtual.print("virtual");
    }
    System.exit(5);
  }

  private static void record(Transcript transcript) throws Exception {
    transcript.section("Socket", SocketCalls::record);
    transcript.section("Socket I/O", StreamCalls::record);
    transcript.section("ServerSocket", ServerSocketCalls::record);
    transcript.section("custom sockets", CustomSocketCalls::record);
    transcript.section("DatagramSocket", DatagramSocketCalls::record);
    transcript.section("SocketChannel", SocketChannelCalls::record);
    transcript.section("channel I/O", ChannelTransferCalls::record);
    transcript.section("ServerSocketChannel", ServerSocketChannelCalls::record);
    transcript.section("DatagramChannel", DatagramChannelCalls::record);
    transcript.section("Selector", SelectorCalls::record);
    transcript.section("Pipe", PipeCalls::record);
    transcript.section("Unix domain", UnixChannelCalls::record);
    transcript.section("asynchronous", AsynchronousCalls::record);
    transcript.section("TLS and HTTP", LayeredCalls::record);
  }
}
