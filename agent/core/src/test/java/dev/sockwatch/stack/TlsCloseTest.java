package dev.sockwatch.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A write inside the close of a TLS layer is told from one of the program's data. */
class TlsCloseTest {
  @ParameterizedTest
  @CsvSource({
    "sun.security.ssl.SSLSocketImpl, close",
    "sun.security.ssl.SSLSocketOutputRecord, encodeAlert",
    "io.netty.handler.ssl.SslHandler, closeOutboundAndChannel",
    "io.grpc.netty.shaded.io.netty.handler.ssl.SslHandler, close",
    "org.apache.tomcat.util.net.SecureNioChannel, close",
    "org.eclipse.jetty.io.ssl.SslConnection$SslEndPoint, doShutdownOutput",
    "io.undertow.protocols.ssl.SslConduit, terminateWrites",
    "org.apache.hc.core5.reactor.ssl.SSLIOSession, close",
  })
  void close_isKnown(String className, String method) {
    assertThat(TlsClose.isOn(stack(className, method))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "sun.security.ssl.SSLSocketImpl$AppOutputStream, write",
    "io.netty.handler.ssl.SslHandler, wrap",
    "java.net.Socket, close",
    "com.acme.Classless, close",
    "java.io.BufferedOutputStream, close",
  })
  void writeOfData_isNone(String className, String method) {
    assertThat(TlsClose.isOn(stack(className, method))).isFalse();
  }

  @Test
  void whatIsFarOut_isNotLookedAt() {
    StackTraceElement[] deep = new StackTraceElement[100];
    Arrays.fill(deep, frame("com.acme.Orders", "send"));
    deep[60] = frame("sun.security.ssl.SSLSocketImpl", "close");
    assertThat(TlsClose.isOn(deep)).isFalse();
  }

  private static StackTraceElement[] stack(String className, String method) {
    return new StackTraceElement[] {
      frame("sun.nio.ch.SocketDispatcher", "write"),
      frame(className, method),
      frame("com.acme.Orders", "send")
    };
  }

  private static StackTraceElement frame(String className, String method) {
    return new StackTraceElement(className, method, null, -1);
  }
}
