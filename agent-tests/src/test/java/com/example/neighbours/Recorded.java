package com.example.neighbours;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Counts the events and bytes that Flight Recorder has of the program's sockets. */
final class Recorded {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String PREFIX = "jdk.Socket";

  private Recorded() {}

  public static void main(String[] args) throws Exception {
    exchange(); // the classes are there when the recording begins
    try (Recording recording = new Recording()) {
      recording.enable(PREFIX + "Read").withThreshold(Duration.ZERO);
      recording.enable(PREFIX + "Write").withThreshold(Duration.ZERO);
      recording.start();
      exchange();
      recording.stop();
      Path file = Files.createTempFile("recorded", ".jfr");
      recording.dump(file);
      System.out.println(counted(file));
      Files.delete(file);
    }
    System.exit(7);
  }

  /** Reads and writes, by streams and by channels. */
  private static void exchange() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 5, LOOPBACK);
        Socket client = new Socket(LOOPBACK, listener.getLocalPort());
        Socket server = listener.accept()) {
      client.getOutputStream().write(new byte[10]);
      server.getInputStream().readNBytes(10);
      client.shutdownOutput();
      server.getInputStream().read();
    }
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(LOOPBACK, 0));
      try (SocketChannel client = SocketChannel.open(listener.getLocalAddress());
          SocketChannel server = listener.accept()) {
        client.write(ByteBuffer.allocate(20));
        server.read(ByteBuffer.allocate(30));
        client.write(new ByteBuffer[] {ByteBuffer.allocate(5), ByteBuffer.allocate(6)});
        server.read(new ByteBuffer[] {ByteBuffer.allocate(30)});
      }
    }
  }

  private static Map<String, Long> counted(Path file) throws Exception {
    Map<String, Long> counts = new TreeMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      String name = event.getEventType().getName();
      if (name.startsWith(PREFIX) && event.getThread().getJavaName().equals("main")) {
        String bytes = name.endsWith("Read") ? "bytesRead" : "bytesWritten";
        counts.merge(name, 1L, Long::sum);
        counts.merge(name + "." + bytes, event.getLong(bytes), Long::sum);
      }
    }
    return counts;
  }
}
