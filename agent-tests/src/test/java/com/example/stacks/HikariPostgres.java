package com.example.stacks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The PostgreSQL driver in a pool of HikariCP, to a server outside this JVM. */
final class HikariPostgres {
  private HikariPostgres() {}

  public static void main(String[] args) throws Exception {
    long counted;
    try (PostgresServer server = PostgresServer.start()) {
      if (server == null) {
        System.out.println("skipped=no PostgreSQL on this machine");
        return;
      }
      counted = work(server.port());
    }
    Loopback.elsewhere(
        counted, Loopback.CONNECTIONS); // the pool may fill up after the server's count
  }

  /** Does the work; how many clients the server counts. */
  private static long work(int port) throws SQLException {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable");
      pool.setUsername("postgres");
      pool.setMaximumPoolSize(Loopback.CONNECTIONS);
      for (int i = 0; i < Loopback.REQUESTS; i++) {
        try (Connection connection = pool.getConnection();
            Statement statement = connection.createStatement();
            ResultSet row = statement.executeQuery("select '" + Loopback.BODY + "'")) {
          row.next();
          Loopback.check(row.getString(1));
        }
      }
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "select count(*) from pg_stat_activity where backend_type = 'client backend'")) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
