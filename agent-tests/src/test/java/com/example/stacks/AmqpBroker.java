package com.example.stacks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;

/** Apache Qpid's broker inside this JVM, without a store; it speaks what RabbitMQ speaks. */
final class AmqpBroker implements AutoCloseable {
  private static final String CONFIGURATION =
      """
      {
        "name": "broker",
        "modelVersion": "9.0",
        "authenticationproviders": [{
          "name": "plain", "type": "Plain", "secureOnlyMechanisms": [],
          "users": [{"name": "guest", "type": "managed", "password": "guest"}]
        }],
        "ports": [{
          "name": "amqp", "port": %d, "bindingAddress": "127.0.0.1",
          "authenticationProvider": "plain", "protocols": ["AMQP_0_9_1"],
          "virtualhostaliases": [{"name": "nameAlias", "type": "nameAlias"}]
        }],
        "virtualhostnodes": [{
          "name": "default", "type": "Memory", "defaultVirtualHostNode": "true",
          "virtualHostInitialConfiguration": "{\\"type\\": \\"Memory\\"}"
        }]
      }
      """;

  private final SystemLauncher launcher = new SystemLauncher();
  private final int port;

  AmqpBroker() throws Exception {
    port = freePort();
    Path file = Files.createTempFile("broker", ".json");
    Files.writeString(file, CONFIGURATION.formatted(port));
    launcher.startup(
        Map.of(
            "type",
            "Memory",
            "initialConfigurationLocation",
            file.toUri().toString(),
            "startupLoggedToSystemOut",
            false));
    Files.delete(file);
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    launcher.shutdown();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, Loopback.address())) {
      return free.getLocalPort();
    }
  }
}
