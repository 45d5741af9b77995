package dev.sockwatch.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where a person looks at what is printed.
 *
 * @param screen whether it can be drawn again; else lines are appended
 * @param size how large it is now
 */
record Terminal(boolean screen, Supplier<Size> size) {
  /** A size in characters. */
  record Size(int columns, int rows) {
    static final Size USUAL = new Size(80, 24);
  }

  /** Standard output of this process. */
  static Terminal ofThisProcess() {
    String kind = System.getenv("TERM");
    boolean screen = kind != null && !kind.equals("dumb") && isTerminal();
    return new Terminal(screen, Terminal::ask);
  }

  /** Since JDK 22 {@code System.console()} says nothing about this. */
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }

  private static Size ask() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Redirect.from(Path.of("/dev/tty").toFile()))
              .redirectError(Redirect.DISCARD)
              .start();
      String[] answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .trim()
              .split(" ", -1);
      if (stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0) {
        Size size = new Size(Integer.parseInt(answer[1]), Integer.parseInt(answer[0]));
        return size.columns() < 40 || size.rows() < 10 ? Size.USUAL : size;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      // The usual size will do.
    }
    return Size.USUAL;
  }
}
