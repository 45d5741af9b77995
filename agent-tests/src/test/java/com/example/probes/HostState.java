package com.example.probes;

import java.io.FileWriter;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

/**
 * Sets, as programs do, what classes of the JDK read once, then has a connection for a while, and
 * says what took effect and what there is in its JVM.
 */
final class HostState {
  private HostState() {}

  /** Its initialisation is the last thing before the first class of the JDK's sockets is used. */
  static final class FirstSocket {
    static final String LOOPBACK = "127.0.0.1".trim();

    private FirstSocket() {}
  }

  public static void main(String[] args) throws Exception {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Thread.sleep(Long.parseLong(args[0]));
    Path hosts = temporary.resolve("hosts");
    try (FileWriter file = new FileWriter(hosts.toFile(), StandardCharsets.US_ASCII)) {
      file.write("127.0.0.99 in.my.hosts.file\n::7 in.my.hosts.file\n"); // by no channel
    }
    System.setProperty("jdk.net.hosts.file", hosts.toString());
    System.setProperty("java.net.preferIPv4Stack", "true");
    Security.setProperty("networkaddress.cache.ttl", "3");
    System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "7");
    System.setProperty("user.timezone", "Asia/Tokyo");
    String loopback = FirstSocket.LOOPBACK;
    try (ServerSocket listener = new ServerSocket(0);
        Socket client = new Socket(loopback, listener.getLocalPort());
        Socket accepted = listener.accept()) {
      System.out.println("listener=" + listener.getInetAddress());
      System.out.println("connected=" + client.isConnected() + accepted.isConnected());
      System.out.println("host=" + InetAddress.getAllByName("in.my.hosts.file")[0]);
      Thread.sleep(Long.parseLong(args[1]));
      client.getOutputStream().write(1);
      System.out.println("read=" + accepted.getInputStream().read());
      say(temporary);
    }
  }

  private static void say(Path temporary) throws IOException {
    System.out.println("parallelism=" + ForkJoinPool.commonPool().getParallelism());
    System.out.println("timeZone=" + TimeZone.getDefault().getID());
    System.out.println("properties=" + new TreeSet<>(System.getProperties().stringPropertyNames()));
    TreeSet<String> threads = new TreeSet<>();
    Thread.getAllStackTraces().keySet().forEach(t -> threads.add(t.getName()));
    threads.remove("sockwatch-sampler");
    System.out.println("threads=" + threads);
    try (Stream<Path> files = Files.list(temporary)) {
      System.out.println("temporaryFiles=" + files.map(f -> f.getFileName().toString()).toList());
    }
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      System.out.println("buffers=" + pool.getName() + " " + pool.getCount());
    }
  }
}
