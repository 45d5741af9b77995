package com.example.stacks;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Both ends of an echo of {@link Loopback#BODY} over a pair of streams. */
final class Echo {
  private static final byte[] BYTES = Loopback.BODY.getBytes(StandardCharsets.ISO_8859_1);

  private Echo() {}

  /** The client's: so many requests. */
  static void ask(InputStream in, OutputStream out, int requests) throws IOException {
    for (int i = 0; i < requests; i++) {
      out.write(BYTES);
      byte[] answer = new byte[BYTES.length];
      new DataInputStream(in).readFully(answer);
      Loopback.check(new String(answer, StandardCharsets.ISO_8859_1));
    }
  }

  /** The server's, until the end of input. */
  static void answer(InputStream in, OutputStream out) throws IOException {
    byte[] some = new byte[BYTES.length];
    for (int length = in.read(some); length >= 0; length = in.read(some)) {
      out.write(some, 0, length);
    }
  }
}
