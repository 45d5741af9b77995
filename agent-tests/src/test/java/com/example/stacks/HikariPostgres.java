package com.example.stacks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

/** The PostgreSQL driver in a pool of HikariCP, to a server outside this JVM. */
final class HikariPostgres {
  private HikariPostgres() {}

  public static void main(String[] args) throws Exception {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + args[0] + "/postgres?sslmode=disable");
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
    }
    Loopback.end(Loopback.CONNECTIONS);
  }
}
