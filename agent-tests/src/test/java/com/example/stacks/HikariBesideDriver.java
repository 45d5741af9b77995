package com.example.stacks;

import com.zaxxer.hikari.HikariDataSource;
import java.net.BindException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A pool of three connections to a database, and beside it a line that asks DriverManager for a
 * connection each time; with {@code pooled} as argument that line uses the pool, too.
 */
final class HikariBesideDriver {
  private static final int POOLED = 3;

  /** The database may be faster and close first: then no port of this side waits. */
  private static final int QUERIES = 80;

  private HikariBesideDriver() {}

  public static void main(String[] args) throws Exception {
    try (PostgresServer server = PostgresServer.start()) {
      if (server == null) {
        System.out.println("skipped=no PostgreSQL on this machine");
        return;
      }
      work(
          "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?sslmode=disable",
          args.length > 0 && args[0].equals("pooled"));
    }
  }

  private static void work(String url, boolean allPooled) throws SQLException {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(url);
      pool.setUsername("postgres");
      pool.setMaximumPoolSize(POOLED);
      for (int i = 0; i < QUERIES; i++) {
        queryPooled(pool);
        if (allPooled) {
          queryPooled(pool);
        } else {
          if (!queryAlone(url)) {
            break;
          }
        }
      }
      try (Connection last = pool.getConnection();
          Statement statement = last.createStatement()) {
        statement.execute("select pg_sleep(1.5)"); // several sampling rounds
      }
    }
  }

  private static void queryPooled(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      query(connection);
    }
  }

  /** False when no local port is left. */
  private static boolean queryAlone(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "")) {
      query(connection);
      return true;
    } catch (SQLException e) {
      if (e.getCause() instanceof BindException) {
        return false;
      }
      throw e;
    }
  }

  private static void query(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select '" + Loopback.BODY + "'")) {
      row.next();
      Loopback.check(row.getString(1));
    }
  }
}
