package com.example.transcript;

import static com.example.transcript.SocketTranscript.LOOPBACK;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

/** The streams of a {@link Socket}: data, bounds, time-outs, ends, resets, closes. */
final class StreamCalls {
  private StreamCalls() {}

  /** Both ends of a connection over loopback. */
  record Pair(Socket client, Socket server) implements AutoCloseable {
    static Pair open() throws Exception {
      try (ServerSocket listener = new ServerSocket(0, 5, LOOPBACK)) {
        return new Pair(new Socket(LOOPBACK, listener.getLocalPort()), listener.accept());
      }
    }

    void reset() throws Exception {
      server.setSoLinger(true, 0);
      server.close();
    }

    @Override
    public void close() throws IOException {
      client.close();
      server.close();
    }
  }

  static void record(Transcript t) throws Exception {
    data(t);
    bounds(t);
    timeouts(t);
    ends(t);
    resets(t);
    closes(t);
  }

  private static void data(Transcript t) throws Exception {
    try (Pair pair = Pair.open()) {
      OutputStream out = pair.client.getOutputStream();
      InputStream in = pair.server.getInputStream();
      t.call("same stream", () -> out == pair.client.getOutputStream());
      t.call("write int", () -> out.write(7));
      t.call("read int", () -> in.read());
      t.call("write array", () -> out.write(new byte[100]));
      t.call("read array", () -> in.read(new byte[40]));
      t.call("available", in::available);
      t.call("skip", () -> in.skip(10));
      t.call("readNBytes", () -> in.readNBytes(50));
      t.call("write part", () -> out.write(new byte[] {1, 2, 3}, 1, 2));
      t.call("read part", () -> in.read(new byte[9], 3, 5));
      t.call("write nothing", () -> out.write(new byte[0]));
      t.call("read nothing", () -> in.read(new byte[0]));
      t.call("flush", out::flush);
      t.call("sendUrgentData", () -> pair.client.sendUrgentData(65));
      t.call("available, urgent", in::available);
      t.call("setOOBInline", () -> pair.server.setOOBInline(true));
      t.call("sendUrgentData again", () -> pair.client.sendUrgentData(66));
      t.call("read urgent", () -> in.readNBytes(2));
      t.call("getChannel", pair.client::getChannel);
      t.blocked("read waits", in::read, blocked -> out.write(9));
      t.blocked("write waits", () -> written(out, new byte[8_000_000]), blocked -> drain(in));
      t.call("transferTo", () -> transferred(pair));
    }
  }

  private static Object written(OutputStream out, byte[] bytes) throws Exception {
    out.write(bytes);
    return bytes.length;
  }

  private static void drain(InputStream in) throws Exception {
    int left = 8_000_000;
    byte[] buffer = new byte[100_000];
    while (left > 0) {
      left -= in.read(buffer, 0, Math.min(buffer.length, left));
    }
  }

  private static Object transferred(Pair pair) throws Exception {
    pair.client.getOutputStream().write(new byte[1000]);
    pair.client.shutdownOutput();
    return pair.server.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private static void bounds(Transcript t) throws Exception {
    try (Pair pair = Pair.open()) {
      OutputStream out = pair.client.getOutputStream();
      InputStream in = pair.server.getInputStream();
      t.call("write null", () -> out.write(Transcript.<byte[]>absent()));
      t.call("write beyond", () -> out.write(new byte[3], 2, 5));
      t.call("write negative", () -> out.write(new byte[3], -1, 1));
      t.call("read null", () -> in.read(Transcript.<byte[]>absent()));
      t.call("read beyond", () -> in.read(new byte[3], 2, 5));
      t.call("read negative", () -> in.read(new byte[3], 0, -1));
    }
  }

  private static void timeouts(Transcript t) throws Exception {
    try (Pair pair = Pair.open()) {
      InputStream in = pair.server.getInputStream();
      pair.server.setSoTimeout(20);
      t.call("read timed out", () -> in.read());
      t.call("read array timed out", () -> in.read(new byte[5]));
      pair.client.getOutputStream().write(3);
      t.call("read in time", () -> in.read());
    }
  }

  private static void ends(Transcript t) throws Exception {
    try (Pair pair = Pair.open()) {
      InputStream in = pair.server.getInputStream();
      pair.client.getOutputStream().write(1);
      pair.client.shutdownOutput();
      t.call("write after shutdown", () -> pair.client.getOutputStream().write(1));
      t.call("last byte", () -> in.read());
      t.call("end", () -> in.read());
      t.call("end again", () -> in.read(new byte[3]));
      t.call("end, available", in::available);
      t.call("end, skip", () -> in.skip(3));
      t.call("end, readAllBytes", in::readAllBytes);
      t.call("answer", () -> pair.server.getOutputStream().write(2));
      t.call("read answer", () -> pair.client.getInputStream().read());
      pair.client.shutdownInput();
      t.call("read after shutdownInput", () -> pair.client.getInputStream().read());
      t.call("available after it", () -> pair.client.getInputStream().available());
    }
    try (Pair pair = Pair.open()) {
      InputStream in = pair.client.getInputStream();
      t.blocked("read, end comes", in::read, blocked -> pair.server.close());
    }
    try (Pair pair = Pair.open()) {
      InputStream in = pair.client.getInputStream();
      t.blocked("read, shutdownInput", in::read, blocked -> pair.client.shutdownInput());
    }
  }

  private static void resets(Transcript t) throws Exception {
    try (Pair pair = Pair.open()) {
      pair.reset();
      t.call("read reset", () -> pair.client.getInputStream().read());
      t.call("read reset again", () -> pair.client.getInputStream().read());
      t.call("available reset", () -> pair.client.getInputStream().available());
      t.call("write reset", () -> pair.client.getOutputStream().write(1));
      t.call("shutdownOutput reset", pair.client::shutdownOutput);
      t.call("shutdownInput reset", pair.client::shutdownInput);
      SocketCalls.state(t, "reset", pair.client);
    }
    try (Pair pair = Pair.open()) {
      pair.reset();
      t.call("write to reset", () -> pair.client.getOutputStream().write(1));
      t.call("write again", () -> pair.client.getOutputStream().write(1));
      t.call("read then", () -> pair.client.getInputStream().read());
    }
    try (Pair pair = Pair.open()) {
      InputStream in = pair.client.getInputStream();
      t.blocked("read, reset comes", in::read, blocked -> pair.reset());
    }
  }

  private static void closes(Transcript t) throws Exception {
    Pair one = Pair.open();
    InputStream in = one.client.getInputStream();
    OutputStream out = one.client.getOutputStream();
    t.call("close stream", in::close);
    SocketCalls.state(t, "stream closed", one.client);
    t.call("read closed", () -> in.read());
    t.call("read array closed", () -> in.read(new byte[1]));
    t.call("write closed", () -> out.write(1));
    t.call("available closed", in::available);
    t.call("shutdownInput closed", one.client::shutdownInput);
    t.call("shutdownOutput closed", one.client::shutdownOutput);
    t.call("sendUrgentData closed", () -> one.client.sendUrgentData(1));
    t.call("getInputStream closed", one.client::getInputStream);
    one.close();
    Pair two = Pair.open();
    t.blocked(
        "read, closed", () -> two.client.getInputStream().read(), blocked -> two.client.close());
    two.close();
    Pair three = Pair.open();
    three.client.setSoTimeout(15_000);
    t.blocked(
        "read with time-out, closed",
        () -> three.client.getInputStream().read(),
        blocked -> three.client.close());
    three.close();
    Pair four = Pair.open();
    t.released(
        "write, closed",
        () -> written(four.client.getOutputStream(), new byte[8_000_000]),
        blocked -> four.client.close());
    four.close();
  }
}
