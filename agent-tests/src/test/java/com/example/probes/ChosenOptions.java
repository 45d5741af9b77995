package com.example.probes;

import java.io.IOException;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;

/** Values that no default has, for every option that a program can set on a socket. */
final class ChosenOptions {
  private static final int IDLE_SECONDS = 1234;
  private static final int INTERVAL_SECONDS = 17;
  private static final int PROBES = 4;
  private static final int LINGER_SECONDS = 7;
  private static final int USER_TIMEOUT_MILLIS = 31_000;

  private ChosenOptions() {}

  /**
   * Sets them and prints what the JDK reads back, by the names of Sockwatch's report; not the
   * buffers, of which the JDK tells half of what the kernel took.
   */
  static void setOn(Socket socket) throws IOException, ReflectiveOperationException {
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
    socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_SECONDS);
    socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
    socket.setSoLinger(true, LINGER_SECONDS);
    socket.setSendBufferSize(50_000);
    socket.setReceiveBufferSize(60_000);
    socket.setSoTimeout(12_345);
    int userTimeout = 0;
    if (socket.getChannel() != null) {
      userTimeout = USER_TIMEOUT_MILLIS;
      KernelOption.TCP_USER_TIMEOUT.set(socket.getChannel(), userTimeout);
    }
    System.out.println(
        "options "
            + socket.getLocalPort()
            + " tcpNoDelay="
            + (socket.getTcpNoDelay() ? 1 : 0)
            + " soKeepAlive="
            + (socket.getKeepAlive() ? 1 : 0)
            + " tcpKeepIdleSeconds="
            + socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)
            + " tcpKeepIntvlSeconds="
            + socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)
            + " tcpKeepCnt="
            + socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT)
            + " tcpUserTimeoutMillis="
            + userTimeout
            + " soLingerSeconds="
            + socket.getSoLinger()
            + " soTimeoutMillis="
            + socket.getSoTimeout());
  }
}
