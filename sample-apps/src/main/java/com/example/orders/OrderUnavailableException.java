package com.example.orders;

import java.io.IOException;

/** The order service answered, but not with an order. */
final class OrderUnavailableException extends IOException {
  private final transient HttpResponse response;

  OrderUnavailableException(HttpResponse response) {
    super("status " + response.status() + ": " + response.body());
    this.response = response;
  }

  /** What the service answered, for whoever retries. */
  HttpResponse response() {
    return response;
  }
}
