package dev.sockwatch.junit;

import dev.sockwatch.junit.SocketRule.What;
import java.util.List;

/**
 * What tests leave open without a fault of theirs, each with its reason.
 *
 * <p>Such a socket goes to the class, then to the suite: whoever closes it there is fine, and what
 * is left at the very end is counted, not blamed. A pattern must not be on the stack of every test,
 * as the packages of build tools and of runners are.
 */
final class BuiltInRules {
  private static final String JDK_CLIENT =
      "java.net.http.HttpClient keeps connections until it is collected, and had no close before"
          + " JDK 21";
  private static final String URL_CACHE =
      "HttpURLConnection keeps connections in a cache of the JDK that nobody can close";
  private static final String OKHTTP = "OkHttp keeps idle connections for 5 minutes";
  private static final String APACHE =
      "Apache HttpClient keeps idle connections until the client is closed";
  private static final String HIKARI =
      "HikariCP fills its pool in the background; who made the pool answers for it";
  private static final String SPRING =
      "Spring caches application contexts, with servers and pools, until the JVM ends";
  private static final String TESTCONTAINERS =
      "Testcontainers talks to Docker until the JVM ends, to remove containers then";
  private static final String RMI =
      "RMI, and remote management over it, closes its connections and listeners itself, later";

  static final List<SocketRule> ALL =
      List.of(
          rule(What.POOLED_BY, "jdk.internal.net.http.", "", JDK_CLIENT),
          rule(What.POOLED_BY, "java.net.http.", "", JDK_CLIENT),
          rule(What.POOLED_BY, "sun.net.www.", "", URL_CACHE),
          rule(What.POOLED_BY, "java.net.URL", "", URL_CACHE),
          rule(What.POOLED_BY, "java.net.URLConnection", "", URL_CACHE),
          rule(What.POOLED_BY, "java.net.HttpURLConnection", "", URL_CACHE),
          rule(What.POOLED_BY, "okhttp3.", "", OKHTTP),
          rule(What.POOLED_BY, "org.apache.hc.client5.", "", APACHE),
          rule(What.POOLED_BY, "org.apache.http.impl.", "", APACHE),
          rule(
              What.POOLED_BY,
              "com.zaxxer.hikari.",
              "com.zaxxer.hikari.pool.HikariPool.<init>",
              HIKARI),
          rule(What.OPENED_BY, "org.springframework.test.context.cache.", "", SPRING),
          rule(What.OPENED_BY, "org.testcontainers.", "", TESTCONTAINERS),
          rule(What.OPENED_BY, "com.github.dockerjava.", "", TESTCONTAINERS),
          rule(What.OPENED_BY, "sun.rmi.transport.tcp.TCPEndpoint.", "", RMI),
          rule(What.OPENED_BY, "sun.rmi.transport.tcp.TCPTransport$AcceptLoop", "", RMI));

  /** Of the suite only: a test class closes its own statics in {@code @AfterAll}. */
  static final SocketRule STATICS =
      rule(What.OPENED_IN, "<clinit>", "", "statics of a class live until the JVM ends");

  /** Of the suite, unless the extension watches all tests. */
  static final SocketRule UNOWNED =
      rule(What.OWNED_BY, "nobody", "", "opened by no test with @NoSocketLeaks");

  private BuiltInRules() {}

  private static SocketRule rule(What what, String pattern, String unless, String reason) {
    return new SocketRule(what, pattern, unless, reason);
  }
}
