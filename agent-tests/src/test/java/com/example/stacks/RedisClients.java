package com.example.stacks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import redis.clients.jedis.JedisPooled;

/** Jedis and Lettuce, half of the requests each, to a Redis server outside this JVM. */
final class RedisClients {
  private static final int HALF = Loopback.REQUESTS / 2;

  private RedisClients() {}

  public static void main(String[] args) throws Exception {
    long counted;
    try (RedisServer server = RedisServer.start()) {
      if (server == null) {
        System.out.println("skipped=no Redis on this machine");
        return;
      }
      try (JedisPooled jedis = new JedisPooled("127.0.0.1", server.port())) {
        jedis.set("key", Loopback.BODY);
        for (int i = 0; i < HALF; i++) {
          Loopback.check(jedis.get("key"));
        }
      }
      RedisClient lettuce = RedisClient.create("redis://127.0.0.1:" + server.port());
      try (StatefulRedisConnection<String, String> connection = lettuce.connect()) {
        for (int i = 0; i < HALF; i++) {
          Loopback.check(connection.sync().get("key"));
        }
        counted = connectionsOf(connection.sync().info("stats"));
      }
      lettuce.shutdown(Duration.ZERO, Duration.ofSeconds(5));
    }
    Loopback.elsewhere(counted, counted);
  }

  /** By the server's count. */
  private static long connectionsOf(String statistics) {
    return statistics
        .lines()
        .filter(line -> line.startsWith("total_connections_received:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElseThrow();
  }
}
