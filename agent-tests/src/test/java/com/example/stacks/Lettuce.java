package com.example.stacks;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;

/** Lettuce over Netty's epoll. */
final class Lettuce {
  private Lettuce() {}

  public static void main(String[] args) throws Exception {
    SmallRedis server = new SmallRedis();
    RedisClient client = RedisClient.create("redis://127.0.0.1:" + server.port());
    client.setOptions(ClientOptions.builder().protocolVersion(ProtocolVersion.RESP2).build());
    for (int i = 0; i < Loopback.CONNECTIONS; i++) {
      try (StatefulRedisConnection<String, String> connection = client.connect()) {
        for (int j = 0; j < Loopback.REQUESTS / Loopback.CONNECTIONS; j++) {
          Loopback.check(connection.sync().get("key"));
        }
      }
    }
    client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
    server.stop();
    Loopback.end(server.accepted.get());
  }
}
