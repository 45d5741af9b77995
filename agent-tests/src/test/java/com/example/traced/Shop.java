package com.example.traced;

import com.sun.net.httpserver.HttpServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A web server that asks a backend for each request, with the JDK's HTTP client. */
public final class Shop extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient HttpClient client = HttpClient.newHttpClient();
  private final String backend;

  private Shop(String backend) {
    this.backend = backend;
  }

  public static void main(String[] args) throws Exception {
    HttpServer stock =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stock.createContext("/stock", exchange -> exchange.sendResponseHeaders(204, -1));
    stock.start();
    Path folder = Files.createTempDirectory("tomcat");
    folder.toFile().deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", folder.toString());
    Shop shop = new Shop("http://127.0.0.1:" + stock.getAddress().getPort() + "/stock");
    Tomcat.addServlet(context, "shop", shop);
    context.addServletMappingDecoded("/order", "shop");
    tomcat.start();
    System.out.println("stock=" + stock.getAddress().getPort());
    System.out.println("port=" + tomcat.getConnector().getLocalPort());
    int unused = System.in.read();
    tomcat.stop();
    tomcat.destroy();
    stock.stop(0);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      HttpRequest ask = HttpRequest.newBuilder(URI.create(backend)).build();
      response.setStatus(client.send(ask, BodyHandlers.discarding()).statusCode());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      response.setStatus(500);
    }
  }
}
