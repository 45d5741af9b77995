package dev.sockwatch.stack;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a stack is inside the close of a TLS layer: what is written there is close_notify, or
 * another alert that ends the connection (RFC 8446 section 6.1), and nothing is lost with it.
 *
 * <p>By words that the JDK, Netty, Tomcat, Jetty, Undertow and Apache HttpClient have in common: a
 * class named after SSL or TLS, and a method that closes, shuts down or writes an alert.
 */
public final class TlsClose {
  /** An innermost part: what is further out called the close, and may be named like it. */
  private static final int MOST_FRAMES = 40;

  /** As a word of a class's own name: {@code SslConnection}, {@code SSLIOSession}. */
  private static final Pattern TLS_NAME =
      Pattern.compile("[.$](?:[A-Z]\\w*)?(?:SSL|Ssl|TLS|Tls|SecureNioChannel)(?![a-z])");

  private static final List<String> ENDING =
      List.of("close", "doclose", "shutdown", "doshutdown", "terminatewrites", "encodealert");

  private TlsClose() {}

  /** Whether one of the frames, innermost first, belongs to such a close. */
  public static boolean isOn(StackTraceElement[] frames) {
    for (int i = 0; i < Math.min(MOST_FRAMES, frames.length); i++) {
      if (isTls(frames[i].getClassName()) && ends(frames[i].getMethodName())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTls(String className) {
    return className.startsWith("sun.security.ssl.")
        || className.contains(".ssl.")
        || TLS_NAME.matcher(className).find();
  }

  private static boolean ends(String method) {
    String lower = method.toLowerCase(Locale.ROOT);
    return ENDING.stream().anyMatch(lower::startsWith);
  }
}
