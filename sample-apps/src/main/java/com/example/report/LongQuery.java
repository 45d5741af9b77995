package com.example.report;

import com.example.support.Daemons;
import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Reports that take their time: a query is out, and a thread waits for its answer.
 *
 * <p>The bug: subscribers wait for news on connections on which nothing is outstanding, without
 * keepalive. With the argument {@code unsent}: the other side does not read what is written to it.
 */
public final class LongQuery {
  private static final int CONNECTIONS = 3;

  /** Longer than eight windows, as which 240 s count. */
  private static final int IDLE_WINDOWS = 12;

  private static final int BLOCK_BYTES = 1 << 20;

  private final LoopbackServer server;

  private LongQuery(LoopbackServer server) {
    this.server = server;
  }

  /** Its first line is answered, a query takes for ever, and an upload is not read. */
  private static void serve(Socket connection) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("subscribe")) {
        connection.getOutputStream().write("yes\n".getBytes(StandardCharsets.US_ASCII));
      } else if (line.equals("upload")) {
        try {
          Windows.pause(2 * IDLE_WINDOWS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private Socket ask(String line) throws IOException {
    Socket socket = new Socket(server.host(), server.port());
    socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private void awaitAnswer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    for (int read = in.read(); read >= 0; read = in.read()) {
      Thread.onSpinWait();
    }
  }

  private void upload(Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    byte[] block = new byte[BLOCK_BYTES];
    for (int i = 0; i < 64; i++) {
      out.write(block);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean unsent = args.length > 0 && args[0].equals("unsent");
    boolean broken = !unsent && Sample.isBroken(args);
    try (LoopbackServer server = LoopbackServer.start(LongQuery::serve)) {
      LongQuery program = new LongQuery(server);
      for (int i = 0; i < CONNECTIONS; i++) {
        Socket socket = program.ask(broken ? "subscribe" : unsent ? "upload" : "query");
        Daemons.start(
            "worker",
            () -> {
              if (unsent) {
                program.upload(socket);
              } else {
                program.awaitAnswer(socket);
              }
            });
      }
      Windows.pause(IDLE_WINDOWS);
    }
    Sample.log("done");
  }
}
