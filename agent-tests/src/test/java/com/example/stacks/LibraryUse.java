package com.example.stacks;

import com.zaxxer.hikari.HikariDataSource;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPooled;

/**
 * Client libraries as their manuals show them, and as people use them by mistake; the method is the
 * one to blame. Goes on until it is told to end.
 */
final class LibraryUse {
  /** Between wrong uses: more than a hundred in the window of a minute that the test has scaled. */
  private static final int PAUSE_MILLIS = 10;

  /** What a program keeps that opens a client for each request. */
  private static final List<Object> HELD = new ArrayList<>();

  private LibraryUse() {}

  /** One use of a library. */
  private interface Use {
    void once() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    RawServer http = new RawServer();
    SmallRedis redis = new SmallRedis();
    switch (args[0]) {
      case "jdkHttpClient" -> right(jdkHttpClient(http));
      case "urlConnection" -> right(() -> urlConnection(http));
      case "apache" -> right(apache(http));
      case "okHttp" -> right(okHttp(http));
      case "jedis" -> right(jedis(redis));
      case "hikari" -> database("true");
      case "hikariWithoutKeepAlive" -> database("false");
      case "jdkHttpClientPerRequest" -> wrong(20, () -> jdkHttpClientPerRequest(http));
      case "urlConnectionDisconnected" -> wrong(1, () -> urlConnectionDisconnected(http));
      case "apachePerRequest" -> wrong(1, () -> apachePerRequest(http));
      case "okHttpPerRequest" -> wrong(20, () -> okHttpPerRequest(http));
      case "okHttpBodyNotClosed" -> {
        OkHttpClient client = new OkHttpClient();
        wrong(20, () -> okHttpBodyNotClosed(client, http));
      }
      case "jedisPerRequest" -> wrong(1, () -> jedisPerRequest(redis));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** Two hundred requests, and then nothing for longer than every window. */
  private static void right(Use use) throws Exception {
    for (int i = 0; i < Loopback.REQUESTS; i++) {
      use.once();
    }
    System.out.println("ready");
    Thread.sleep(Long.MAX_VALUE);
  }

  private static void wrong(int slower, Use use) throws Exception {
    System.out.println("ready");
    while (true) {
      use.once();
      Thread.sleep((long) slower * PAUSE_MILLIS);
    }
  }

  /** A pool over PostgreSQL's driver, used and then idle; ends with the JVM. */
  private static void database(String keepAlive) throws Exception {
    PostgresServer server = PostgresServer.start();
    if (server == null) {
      System.out.println("skipped=no PostgreSQL on this machine");
      System.out.println("ready");
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::closeQuietly));
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?sslmode=disable");
    pool.setUsername("postgres");
    pool.setMaximumPoolSize(1);
    pool.addDataSourceProperty("tcpKeepAlive", keepAlive);
    right(() -> query(pool));
  }

  private static void query(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select '" + Loopback.BODY + "'")) {
      row.next();
      Loopback.check(row.getString(1));
    }
  }

  private static Use jdkHttpClient(RawServer server) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url())).build();
    return () -> Loopback.check(client.send(request, BodyHandlers.ofString()).body());
  }

  private static void urlConnection(RawServer server) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) new URL(server.url()).openConnection();
    try (InputStream in = connection.getInputStream()) {
      Loopback.check(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
    }
  }

  private static Use apache(RawServer server) {
    CloseableHttpClient client = HttpClients.createDefault();
    HELD.add(client);
    return () ->
        Loopback.check(
            client.execute(
                new HttpGet(server.url()), response -> EntityUtils.toString(response.getEntity())));
  }

  private static Use okHttp(RawServer server) {
    OkHttpClient client = new OkHttpClient();
    Request request = new Request.Builder().url(server.url()).build();
    return () -> {
      try (Response response = client.newCall(request).execute()) {
        Loopback.check(Objects.requireNonNull(response.body()).string());
      }
    };
  }

  private static Use jedis(SmallRedis server) {
    JedisPooled client = new JedisPooled("127.0.0.1", server.port());
    return () -> Loopback.check(client.get("key"));
  }

  /** Each client has a pool of its own, which nobody uses again. */
  private static void jdkHttpClientPerRequest(RawServer server) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HELD.add(client);
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url())).build();
    Loopback.check(client.send(request, BodyHandlers.ofString()).body());
  }

  /** Tidy, and for nothing: it closes the connection that the next request could use. */
  private static void urlConnectionDisconnected(RawServer server) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) new URL(server.url()).openConnection();
    int unused = connection.getResponseCode();
    connection.disconnect();
  }

  private static void apachePerRequest(RawServer server) throws Exception {
    try (CloseableHttpClient client = HttpClients.createDefault()) {
      Loopback.check(
          client.execute(
              new HttpGet(server.url()), response -> EntityUtils.toString(response.getEntity())));
    }
  }

  private static void okHttpPerRequest(RawServer server) throws Exception {
    OkHttpClient client = new OkHttpClient();
    HELD.add(client);
    try (Response response =
        client.newCall(new Request.Builder().url(server.url()).build()).execute()) {
      Loopback.check(Objects.requireNonNull(response.body()).string());
    }
  }

  private static void okHttpBodyNotClosed(OkHttpClient client, RawServer server) throws Exception {
    HELD.add(client.newCall(new Request.Builder().url(server.url()).build()).execute());
  }

  private static void jedisPerRequest(SmallRedis server) {
    try (Jedis client = new Jedis("127.0.0.1", server.port())) {
      Loopback.check(client.get("key"));
    }
  }
}
