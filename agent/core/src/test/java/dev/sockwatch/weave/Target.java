package dev.sockwatch.weave;

import java.io.FileDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Methods of every shape that is woven; {@link WovenTarget} weaves and runs a copy. */
public class Target {
  @Nullable FileDescriptor fd;

  public Target() {}

  public Target(@Nullable FileDescriptor fd) {
    this.fd = fd;
    Told.event("constructed", null);
  }

  public void nothing() {
    Told.event("body", null);
  }

  public int sumOfOdds(int limit) {
    int sum = 0;
    for (int i = 0; i < limit; i++) {
      if (i % 2 == 0) {
        continue;
      }
      long wide = i;
      sum += (int) wide;
      if (sum > 1000) {
        return -1;
      }
    }
    return sum;
  }

  public boolean isPositive(long number, double scale) {
    return number * scale > 0;
  }

  public long wide(long a, double b, Object c, long d) {
    Told.event("body", c);
    return a + (long) b + d;
  }

  public double half(double number) {
    return number / 2;
  }

  public static String name(FileDescriptor first, String rest) {
    return first.valid() + rest;
  }

  public void fail(Exception with) throws Exception {
    Told.event("body", null);
    throw with;
  }

  public int failBelowZero(
      byte b, char c, short s, boolean z, float f, int[] array, String[][] grid, long number)
      throws IOException {
    int local = b + c + s + (z ? 1 : 0) + (int) f + array.length + grid.length;
    if (number < 0) {
      throw new IOException("below zero");
    }
    return local + (int) number;
  }

  public String recover(RuntimeException from) {
    String how = "not yet";
    try {
      Told.event("body", null);
      throw from;
    } catch (RuntimeException e) {
      Told.event("caught", e);
      how = "caught";
    } finally {
      Told.event("finally", null);
    }
    return how;
  }

  public void failAgain(RuntimeException from) {
    try {
      throw from;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("again", e);
    } finally {
      Told.event("finally", null);
    }
  }

  public synchronized void failLocked(Object lock) {
    synchronized (lock) {
      throw new UnsupportedOperationException("locked");
    }
  }

  public void take(Object other) {
    ((Target) other).fd = FileDescriptor.out;
  }

  @Override
  public String toString() {
    return "target";
  }
}
