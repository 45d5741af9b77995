package com.example.leaktests;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sockwatch.junit.NoSocketLeaks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests with a connection pool of the class, over H2's own protocol. */
@NoSocketLeaks
class HikariCases {
  private static final List<Object> KEPT = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private static Server database;

  @SuppressWarnings("NullAway.Init")
  private static HikariDataSource pool;

  @BeforeAll
  static void start() throws SQLException {
    database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    pool = pool();
  }

  @AfterAll
  static void stop() {
    pool.close();
    database.stop();
  }

  private static HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/mem:test");
    config.setMaximumPoolSize(4);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }

  private static void query(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select 1")) {
      result.next();
    }
  }

  @Test
  void oneConnection_isClean() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      query(connection);
    }
  }

  @Test
  void growingPool_isClean() throws SQLException {
    try (Connection one = pool.getConnection();
        Connection two = pool.getConnection();
        Connection three = pool.getConnection()) {
      query(one);
      query(two);
      query(three);
    }
  }

  @Test
  void ownPool_isClean() throws SQLException {
    try (HikariDataSource own = pool();
        Connection connection = own.getConnection()) {
      query(connection);
    }
  }

  @Test
  @NoSocketLeaks(grace = "200ms")
  void ownPool_leaks() {
    KEPT.add(pool());
  }
}
