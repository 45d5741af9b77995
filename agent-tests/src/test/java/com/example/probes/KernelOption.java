package com.example.probes;

import java.io.FileDescriptor;
import java.lang.reflect.Method;
import java.nio.channels.SelectableChannel;

/** Socket options that the JDK has no name for; needs its internals opened to the class path. */
enum KernelOption {
  /** Seconds that an accepted connection may wait in SYN_RECV for data. */
  TCP_DEFER_ACCEPT(9),
  /** Milliseconds that sent data may stay unacknowledged. */
  TCP_USER_TIMEOUT(18);

  /** What a JVM needs that uses these. */
  static final String OPENING = "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED";

  private static final int IPPROTO_TCP = 6;

  private final int number;

  KernelOption(int number) {
    this.number = number;
  }

  void set(SelectableChannel channel, int value) throws ReflectiveOperationException {
    Method getDescriptor = Class.forName("sun.nio.ch.SelChImpl").getMethod("getFD");
    getDescriptor.setAccessible(true);
    Method setOption =
        Class.forName("sun.nio.ch.Net")
            .getDeclaredMethod(
                "setIntOption0",
                FileDescriptor.class,
                boolean.class,
                int.class,
                int.class,
                int.class,
                boolean.class);
    setOption.setAccessible(true);
    setOption.invoke(null, getDescriptor.invoke(channel), false, IPPROTO_TCP, number, value, false);
  }
}
