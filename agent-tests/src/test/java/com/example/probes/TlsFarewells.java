package com.example.probes;

import dev.sockwatch.tests.support.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Clients whose server answers and cuts the connection off: they then close, or write once more.
 */
final class TlsFarewells {
  private static final int TIMES = 5;

  private final SSLContext tls;
  private final ServerSocket listener;

  private TlsFarewells(SSLContext tls) throws IOException {
    this.tls = tls;
    this.listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  public static void main(String[] args) throws Exception {
    TlsFarewells probe = new TlsFarewells(TestKeys.context());
    Thread server = new Thread(probe::serve, "server");
    server.setDaemon(true);
    server.start();
    for (int i = 0; i < TIMES; i++) {
      probe.exchange(args[0].equals("write"));
    }
    probe.listener.close();
  }

  private void serve() {
    try {
      while (true) {
        Socket accepted = listener.accept();
        SSLSocket secured =
            (SSLSocket) tls.getSocketFactory().createSocket(accepted, null, 0, false);
        secured.setUseClientMode(false);
        int unused = secured.getInputStream().read();
        secured.getOutputStream().write(1);
        int read = secured.getInputStream().read(); // the client has the answer
        accepted.setSoLinger(true, read == 2 ? 0 : 1);
        accepted.close(); // a RST
      }
    } catch (IOException e) {
      // The listener is closed: the probe is over.
    }
  }

  private Socket connect() throws IOException {
    return new Socket(listener.getInetAddress(), listener.getLocalPort());
  }

  private void exchange(boolean writes) throws IOException {
    Socket plain = connect();
    SSLSocket secured =
        (SSLSocket) tls.getSocketFactory().createSocket(plain, "localhost", 0, true);
    secured.getOutputStream().write(1);
    int unused = secured.getInputStream().read();
    secured.getOutputStream().write(2);
    Await.until("the reset", ProbeEvents.PATIENCE, () -> isReset(plain.getLocalPort()));
    if (writes) {
      try {
        secured.getOutputStream().write(3);
      } catch (IOException e) {
        System.out.println("failed=" + e);
      }
    }
    secured.close();
  }

  /** A connection that was reset is in no list of the kernel any more. */
  private boolean isReset(int port) {
    Pattern both =
        Pattern.compile(
            String.format(Locale.ROOT, ":%04X [0-9A-F]+:%04X ", port, listener.getLocalPort()));
    try {
      return Stream.of("tcp", "tcp6")
          .flatMap(TlsFarewells::lines)
          .noneMatch(line -> both.matcher(line).find());
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static Stream<String> lines(String list) {
    try {
      return Files.readAllLines(Path.of("/proc/self/net/" + list)).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
