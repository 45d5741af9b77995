package com.example.stacks;

import redis.clients.jedis.JedisPooled;

/** Jedis with its pool. */
final class JedisPool {
  private JedisPool() {}

  public static void main(String[] args) throws Exception {
    SmallRedis server = new SmallRedis();
    try (JedisPooled client = new JedisPooled("127.0.0.1", server.port())) {
      for (int i = 0; i < Loopback.REQUESTS; i++) {
        Loopback.check(client.get("key"));
      }
    }
    server.stop();
    Loopback.end(server.accepted.get());
  }
}
