package com.example.stacks;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Tomcat 11, embedded. */
final class Tomcat11 {
  private static final Logger QUIET = Logger.getLogger("");

  private Tomcat11() {}

  public static void main(String[] args) throws Exception {
    QUIET.setLevel(Level.SEVERE);
    Path folder = Files.createTempDirectory("tomcat");
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", folder.toString());
    Tomcat.addServlet(context, "hello", new Hello());
    context.addServletMappingDecoded("/", "hello");
    tomcat.start();
    RawClient.work(connector.getLocalPort());
    tomcat.stop();
    tomcat.destroy();
    // One more wakes its accepting thread.
    Loopback.end(Loopback.CONNECTIONS, Loopback.CONNECTIONS + 1);
  }

  private static final class Hello extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      byte[] body = Loopback.BODY.getBytes(StandardCharsets.ISO_8859_1);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}
