package com.example.files;

import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Mirrors files over one connection each, both ends in this process, two descriptors a file.
 *
 * <p>The bug: nothing limits how many are open at once. The argument {@code broken} stops shortly
 * before the process runs out of descriptors, {@code exhaust} does not. Meant for {@code bash -c
 * "ulimit -n 256; exec java ..."}.
 */
public final class DescriptorHog {
  private static final int FILES = 20;
  private static final int FILES_AT_MOST = 1_000;
  private static final List<Socket> TRANSFERS = new ArrayList<>();

  private DescriptorHog() {}

  private static void openTransfer(ServerSocket listener) throws IOException {
    Socket sender = new Socket(listener.getInetAddress(), listener.getLocalPort());
    TRANSFERS.add(sender);
    Socket receiver = listener.accept();
    TRANSFERS.add(receiver);
    sender.getOutputStream().write('?');
    receiver.getOutputStream().write(receiver.getInputStream().read());
    sender.getInputStream().read();
  }

  private static long openDescriptors() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.count();
    }
  }

  private static long descriptorLimit() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
      if (line.startsWith("Max open files")) {
        return Long.parseLong(line.substring(26, 47).strip());
      }
    }
    throw new IOException("no limit of open files in /proc/self/limits");
  }

  private static void mirror(ServerSocket listener, int files, boolean exhaust)
      throws IOException, InterruptedException {
    long enough = descriptorLimit() * 89 / 100;
    for (int file = 1; file <= files; file++) {
      if (!exhaust && openDescriptors() >= enough) {
        break;
      }
      openTransfer(listener);
      if (file % 10 == 0) {
        Windows.pause(0.1);
      }
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean exhaust = args.length > 0 && args[0].equals("exhaust");
    boolean broken = exhaust || Sample.isBroken(args);
    Sample.log("mirroring with at most " + descriptorLimit() + " descriptors");
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      try {
        mirror(listener, broken ? FILES_AT_MOST : FILES, exhaust);
      } catch (IOException e) {
        Sample.log("mirroring failed: " + e.getMessage());
      }
      Sample.log("transfers open: " + TRANSFERS.size() / 2);
      Windows.keepRunning();
    }
    Sample.log("done");
  }
}
