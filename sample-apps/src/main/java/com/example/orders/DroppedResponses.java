package com.example.orders;

import com.example.support.LoopbackServer;
import com.example.support.OrderService;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * Counts shipped orders over HTTP and cares for successful answers only.
 *
 * <p>The bug: an error's connection is neither closed nor kept. It stays open until the garbage
 * collector happens to find it, which hides the leak most of the time.
 */
public final class DroppedResponses {
  private static final int ORDERS = 24;

  private final InetAddress host;
  private final int port;

  private DroppedResponses(InetAddress host, int port) {
    this.host = host;
    this.port = port;
  }

  boolean isShipped(int order) throws IOException {
    Socket connection = new Socket(host, port);
    HttpResponse response = HttpResponse.get(connection, "/orders/" + order);
    if (!response.isSuccess()) {
      return false; // drops the open connection
    }
    connection.close();
    return response.body().endsWith("shipped");
  }

  boolean isShippedAndClose(int order) throws IOException {
    try (Socket connection = new Socket(host, port)) {
      HttpResponse response = HttpResponse.get(connection, "/orders/" + order);
      return response.isSuccess() && response.body().endsWith("shipped");
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer service = OrderService.start()) {
      DroppedResponses client = new DroppedResponses(service.host(), service.port());
      int shipped = 0;
      for (int order = 1; order <= ORDERS; order++) {
        if (broken ? client.isShipped(order) : client.isShippedAndClose(order)) {
          shipped++;
        }
        Windows.pause(0.5 / ORDERS);
        if (order == ORDERS / 2 || order == ORDERS) {
          Sample.log(shipped + " of " + order + " orders shipped, memory is short, collecting");
          System.gc();
        }
      }
      Windows.keepRunning();
    }
    Sample.log("done");
  }
}
