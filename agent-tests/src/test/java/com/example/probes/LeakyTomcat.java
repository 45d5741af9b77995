package com.example.probes;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A web server that asks a backend for each request, and forgets to close on {@code /leak}. */
public final class LeakyTomcat extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final List<Socket> FORGOTTEN = Collections.synchronizedList(new ArrayList<>());

  private final int backend;

  private LeakyTomcat(int backend) {
    this.backend = backend;
  }

  /** Leaks as often as the first argument says before it is ready. */
  public static void main(String[] args) throws Exception {
    ServerSocket backend = new ServerSocket(0, 500, LOOPBACK);
    Thread answering = new Thread(() -> answer(backend), "backend");
    answering.setDaemon(true);
    answering.start();
    Path folder = Files.createTempDirectory("tomcat");
    folder.toFile().deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", folder.toString());
    LeakyTomcat servlet = new LeakyTomcat(backend.getLocalPort());
    Tomcat.addServlet(context, "leaky", servlet);
    context.addServletMappingDecoded("/*", "leaky");
    tomcat.start();
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      servlet.ask(true);
    }
    System.out.println("port=" + tomcat.getConnector().getLocalPort());
    StandardInput.next();
    tomcat.stop();
    tomcat.destroy();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().print("answer " + ask(request.getRequestURI().equals("/leak")));
  }

  private int ask(boolean forget) throws IOException {
    Socket socket = new Socket(LOOPBACK, backend);
    int answer = socket.getInputStream().read();
    if (socket.getInputStream().read() != -1) {
      throw new IOException("the backend has said too much");
    }
    if (forget) {
      FORGOTTEN.add(socket);
    } else {
      socket.close();
    }
    return answer;
  }

  private static void answer(ServerSocket backend) {
    try {
      while (true) {
        try (Socket socket = backend.accept()) {
          socket.getOutputStream().write(42);
        }
      }
    } catch (IOException e) {
      System.out.println("backend " + e);
    }
  }
}
