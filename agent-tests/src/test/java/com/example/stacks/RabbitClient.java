package com.example.stacks;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.sockwatch.tests.support.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** RabbitMQ's client: each message is published and fetched again. */
final class RabbitClient {
  private RabbitClient() {}

  public static void main(String[] args) throws Exception {
    if (Runtime.version().feature() >= 24) {
      System.out.println("skipped=the broker calls Subject.getSubject, which JDK 24 refuses");
      return;
    }
    try (AmqpBroker broker = new AmqpBroker()) {
      ConnectionFactory factory = new ConnectionFactory();
      factory.setHost("127.0.0.1");
      factory.setPort(broker.port());
      factory.setVirtualHost("default");
      for (int i = 0; i < Loopback.CONNECTIONS; i++) {
        try (Connection connection = factory.newConnection();
            Channel channel = connection.createChannel()) {
          String queue = channel.queueDeclare().getQueue();
          for (int j = 0; j < Loopback.REQUESTS / Loopback.CONNECTIONS; j++) {
            channel.basicPublish(
                "", queue, null, Loopback.BODY.getBytes(StandardCharsets.ISO_8859_1));
            GetResponse message =
                Await.value("message", Duration.ofSeconds(10), () -> channel.basicGet(queue, true));
            Loopback.check(new String(message.getBody(), StandardCharsets.ISO_8859_1));
          }
        }
      }
    }
    Loopback.end(Loopback.CONNECTIONS);
  }
}
