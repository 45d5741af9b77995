package com.example.demo;

import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A library whose static initialiser opens a socket to see which options there are.
 *
 * <p>The bug: it opens one for each of its many options, and closes none.
 */
public final class OptionsInAdvance {
  private OptionsInAdvance() {}

  /** What the library knows of sockets. */
  private static final class Options {
    private static final List<SocketChannel> LOOKED_AT = new ArrayList<>();

    static {
      try {
        for (int i = 0; i < Integer.getInteger("options", 3); i++) {
          LOOKED_AT.add(SocketChannel.open());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Options() {}

    static int count() {
      return LOOKED_AT.get(0).supportedOptions().size();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    if (Sample.isBroken(args)) {
      System.setProperty("options", "12");
    }
    Sample.log(Options.count() + " options");
    Windows.keepRunning();
  }
}
