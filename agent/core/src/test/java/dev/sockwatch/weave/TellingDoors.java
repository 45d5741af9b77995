package dev.sockwatch.weave;

import java.io.FileDescriptor;
import org.jspecify.annotations.Nullable;

/** Doors of every shape; renamed to {@code SocketHooks} in the loader of a woven class. */
public final class TellingDoors {
  private TellingDoors() {}

  public static void entered() {
    Told.event("entered", null);
  }

  public static void entered(Object self, @Nullable FileDescriptor fd, int kind) {
    Told.event("entered by " + self + " " + (fd == null ? "null" : "fd") + " " + kind, fd);
  }

  public static void entered(FileDescriptor first) {
    Told.event("entered with fd", first);
  }

  public static void entered(Object self, @Nullable FileDescriptor fd) {
    Told.event("entered by " + self + " " + (fd == null ? "null" : "fd"), fd);
  }

  public static void second() {
    Told.event("second", null);
  }

  public static void returned() {
    Told.event("returned", null);
  }

  public static void returned(int result) {
    Told.event("returned " + result, null);
  }

  public static void returned(boolean result) {
    Told.event("returned " + result, null);
  }

  public static void returned(long result) {
    Told.event("returned " + result, null);
  }

  public static void returned(double result) {
    Told.event("returned " + result, null);
  }

  public static void returned(String result) {
    Told.event("returned " + result, result);
  }

  public static void threw(Throwable failure) {
    Told.event("threw " + failure.getMessage(), failure);
  }

  public static void threw(Throwable failure, Object self, @Nullable FileDescriptor fd) {
    Told.event("threw " + failure.getMessage() + " " + self, failure);
  }
}
