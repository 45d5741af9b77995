package com.sun.jna;

/** A type that stands in the name of one native function, and is never made. */
public final class Pointer {
  private Pointer() {}
}
