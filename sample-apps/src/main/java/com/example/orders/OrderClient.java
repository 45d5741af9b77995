package com.example.orders;

import com.example.support.LoopbackServer;
import com.example.support.OrderService;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Fetches orders over HTTP and keeps the failed ones for a retry.
 *
 * <p>The bug: when the service answers with an error, nobody closes the connection.
 */
public final class OrderClient {
  private static final int ORDERS = 24;
  private static final List<HttpResponse> RETRY_LATER = new ArrayList<>();

  private final InetAddress host;
  private final int port;

  private OrderClient(InetAddress host, int port) {
    this.host = host;
    this.port = port;
  }

  String fetchOrder(int order) throws IOException {
    Socket connection = new Socket(host, port);
    HttpResponse response = HttpResponse.get(connection, "/orders/" + order);
    if (!response.isSuccess()) {
      throw new OrderUnavailableException(response); // leaves the connection open
    }
    connection.close();
    return response.body();
  }

  String fetchOrderAndClose(int order) throws IOException {
    try (Socket connection = new Socket(host, port)) {
      HttpResponse response = HttpResponse.get(connection, "/orders/" + order);
      if (!response.isSuccess()) {
        throw new OrderUnavailableException(response);
      }
      return response.body();
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer service = OrderService.start()) {
      OrderClient client = new OrderClient(service.host(), service.port());
      Sample.log("fetching " + ORDERS + " orders from port " + service.port());
      for (int order = 1; order <= ORDERS; order++) {
        try {
          String text = broken ? client.fetchOrder(order) : client.fetchOrderAndClose(order);
          if (order == 1) {
            Sample.log(text);
          }
        } catch (OrderUnavailableException e) {
          RETRY_LATER.add(e.response());
        }
        Windows.pause(1.0 / ORDERS);
      }
      Sample.log(RETRY_LATER.size() + " orders failed, will retry later");
      Windows.keepRunning();
    }
    Sample.log("done");
  }
}
