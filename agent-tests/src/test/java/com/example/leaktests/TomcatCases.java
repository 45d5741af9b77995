package com.example.leaktests;

import dev.sockwatch.junit.NoSocketLeaks;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests with an embedded Tomcat of the class. */
@NoSocketLeaks
class TomcatCases {
  private static final List<Object> KEPT = new ArrayList<>();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Tomcat TOMCAT = new Tomcat();

  @BeforeAll
  static void start(@TempDir Path folder) throws LifecycleException {
    TOMCAT.setBaseDir(folder.toString());
    TOMCAT.setPort(0);
    TOMCAT.getConnector();
    TOMCAT.addContext("", folder.toString()); // else it fails at each request and hangs up
    TOMCAT.start();
  }

  @AfterAll
  static void stop() throws LifecycleException {
    TOMCAT.stop();
    TOMCAT.destroy();
  }

  private static int get() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + TOMCAT.getConnector().getLocalPort() + "/");
    return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode();
  }

  @Test
  void request_isClean() throws Exception {
    get();
  }

  @Test
  void requestAgain_isClean() throws Exception {
    get();
  }

  @Test
  @NoSocketLeaks(grace = "200ms")
  void ownSocket_leaks() throws Exception {
    KEPT.add(new Socket(InetAddress.getLoopbackAddress(), TOMCAT.getConnector().getLocalPort()));
  }
}
