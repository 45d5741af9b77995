package dev.sockwatch.report.otel.sdk;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 request on a connection of its own, and the status of its answer.
 *
 * <p>A plain socket, so that no other agent makes a span of it, and so that no TLS is loaded where
 * none is needed.
 */
final class HttpPost {
  private static final String LOCALHOST = "localhost";
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int MAX_LINE = 8192;
  private static final int MAX_LINES = 200;
  private static final int MAX_BODY = 65_536;

  private final URI endpoint;
  private final @Nullable SSLContext tls;
  private final long deadlineNanos;
  private volatile @Nullable Socket socket;

  /**
   * A request that must be answered within {@code timeout}.
   *
   * @param tls what to trust, null for the JVM's own
   */
  HttpPost(URI endpoint, @Nullable SSLContext tls, Duration timeout) {
    this.endpoint = endpoint;
    this.tls = tls;
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
  }

  /**
   * The answer.
   *
   * @param status of HTTP
   * @param retryAfterSeconds as the server asks, 0 for as we like
   */
  record Answer(int status, long retryAfterSeconds) {}

  /** Ends it when it has taken too long: a write has no timeout of its own. Any thread. */
  void enforceDeadline(long now) {
    Socket open = socket;
    if (open != null && now - deadlineNanos > 0) {
      try {
        open.close();
      } catch (IOException e) {
        return; // it is closed
      }
    }
  }

  Answer send(Map<String, List<String>> headers, byte[] body, Duration connectTimeout)
      throws IOException {
    boolean secure = "https".equals(endpoint.getScheme());
    int port = endpoint.getPort() > 0 ? endpoint.getPort() : secure ? 443 : 80;
    try (Socket raw = new Socket(Proxy.NO_PROXY)) { // else the program's ProxySelector is asked
      socket = raw;
      raw.setTcpNoDelay(true);
      raw.connect(address(port), (int) Math.min(connectTimeout.toMillis(), leftMillis()));
      raw.setSoTimeout(leftMillis());
      Socket talking = secure ? secured(raw, port) : raw;
      OutputStream out = talking.getOutputStream();
      out.write(head(headers, body.length, port).getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      return answer(new BufferedInputStream(talking.getInputStream()), talking);
    } catch (IOException e) {
      if (System.nanoTime() - deadlineNanos >= 0 && !(e instanceof SocketTimeoutException)) {
        SocketTimeoutException timedOut = new SocketTimeoutException("no answer in time");
        timedOut.initCause(e);
        throw timedOut;
      }
      throw e;
    } finally {
      socket = null;
    }
  }

  private InetSocketAddress address(int port) throws UnknownHostException {
    String host = endpoint.getHost();
    if (host == null) {
      throw new UnknownHostException(endpoint.toString());
    }
    return new InetSocketAddress(
        host.equalsIgnoreCase(LOCALHOST)
            ? InetAddress.getByAddress(host, LOOPBACK) // RFC 6761 section 6.3
            : InetAddress.getByName(host),
        port);
  }

  /** Whether the host must be looked up: it is neither a number nor {@code localhost}. */
  static boolean isNamed(URI endpoint) {
    String host = endpoint.getHost();
    return host != null
        && !host.equalsIgnoreCase(LOCALHOST)
        && !host.startsWith("[")
        && !host.matches("[0-9.]+");
  }

  private SSLSocket secured(Socket raw, int port) throws IOException {
    try {
      SSLContext context = tls == null ? SSLContext.getDefault() : tls;
      SSLSocket secured =
          (SSLSocket) context.getSocketFactory().createSocket(raw, endpoint.getHost(), port, true);
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secured.setSSLParameters(parameters);
      secured.startHandshake();
      return secured;
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("this JVM has no TLS", e);
    }
  }

  private String head(Map<String, List<String>> headers, int length, int port) {
    String path = endpoint.getRawPath();
    StringBuilder head = new StringBuilder("POST ");
    head.append(path == null || path.isEmpty() ? "/" : path);
    if (endpoint.getRawQuery() != null) {
      head.append('?').append(endpoint.getRawQuery());
    }
    head.append(" HTTP/1.1\r\nHost: ").append(endpoint.getHost()).append(':').append(port);
    head.append("\r\nConnection: close\r\nContent-Length: ").append(length).append("\r\n");
    headers.forEach(
        (name, values) ->
            values.forEach(
                value -> head.append(line(name)).append(": ").append(line(value)).append("\r\n")));
    return head.append("\r\n").toString();
  }

  /** A header cannot begin another one. */
  private static String line(String text) {
    return text.replace('\r', ' ').replace('\n', ' ');
  }

  private Answer answer(InputStream in, Socket talking) throws IOException {
    String[] words = readLine(in, talking).split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
      throw new IOException("no HTTP/1.1 is spoken there");
    }
    long length = -1;
    long retryAfter = 0;
    for (int i = 0; i < MAX_LINES; i++) {
      String header = readLine(in, talking);
      if (header.isEmpty()) {
        break;
      }
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = number(header);
      } else if (lower.startsWith("retry-after:")) {
        retryAfter = number(header);
      }
    }
    readBody(in, length, talking);
    return new Answer((int) number(":" + words[1]), retryAfter);
  }

  /** What stays unread would be answered by a reset. */
  private void readBody(InputStream in, long length, Socket talking) throws IOException {
    long left = length < 0 ? MAX_BODY : Math.min(length, MAX_BODY);
    byte[] unused = new byte[4096];
    while (left > 0) {
      talking.setSoTimeout(leftMillis());
      int n = in.read(unused, 0, (int) Math.min(left, unused.length));
      if (n < 0) {
        return;
      }
      left -= n;
    }
  }

  private String readLine(InputStream in, Socket talking) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < MAX_LINE) {
      talking.setSoTimeout(leftMillis());
      int c = in.read();
      if (c < 0) {
        throw new EOFException("the connection was closed before the answer");
      }
      if (c == '\n') {
        return line.toString().trim();
      }
      line.append((char) c);
    }
    throw new IOException("the answer's header is too long");
  }

  private static long number(String header) {
    try {
      return Long.parseLong(header.substring(header.indexOf(':') + 1).trim());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private int leftMillis() throws SocketTimeoutException {
    long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }
}
