package dev.sockwatch.tests.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.Command;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Libraries;
import dev.sockwatch.tests.support.NeedsTheMachine;
import dev.sockwatch.tests.support.RunningJvm;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A web server under load is attached to, diagnosed and left, and no request notices. */
class AttachUnderLoadTest {
  private static final int CLIENTS = 4;

  @NeedsTheMachine
  @EachJdk
  void leakingServer_isDiagnosedAndServesOn(Jdk jdk) throws Exception {
    try (RunningJvm jvm =
        ForkedJvm.on(jdk)
            .withAllCompilers()
            .attachedLater()
            .withReport()
            .toleratingStderr(line -> true) // Tomcat's own log
            .classPath(Libraries.withTestClasses("tomcat-embed-core", "tomcat-annotations-api"))
            .start("com.example.probes.LeakyTomcat", "3")) {
      URI server = URI.create("http://127.0.0.1:" + jvm.awaitOut("port=").substring(5) + "/");
      Load load = new Load(server);
      String pid = Long.toString(jvm.pid());

      jvm.attach("sample.interval=100ms", "close.wait.after=200ms");
      assertThat(jvm.awaitErr("sockwatch: ERROR close-wait  3 connections"))
          .contains("; opened at unknown: no hook saw it open;");
      load.get("leak");
      assertThat(jvm.awaitErr("sockwatch: ERROR close-wait  1 connection"))
          .contains("; opened at com.example.probes.LeakyTomcat.ask(LeakyTomcat.java:");
      long served = load.served();
      assertThat(Command.run("off", "--unweave", pid).exitCode()).isZero();
      assertThat(Command.run("on", pid).exitCode()).isZero();
      assertThat(Command.run("off", pid).exitCode()).isZero();

      assertThat(load.stop()).as("requests served meanwhile").isGreaterThan(served);
      jvm.tell("end");
      jvm.finish();
    }
  }

  /** Clients that ask again and again; a request that fails fails the test. */
  private static final class Load {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<Void>> clients = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong served = new AtomicLong();
    private final URI server;

    Load(URI server) {
      this.server = server;
      Callable<Void> asking =
          () -> {
            while (!stopped.get()) {
              get("");
              served.incrementAndGet();
              LockSupport.parkNanos(3_000_000); // a load, not a siege
            }
            return null;
          };
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(asking));
      }
    }

    void get(String path) throws Exception {
      HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).build();
      assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("answer 42");
    }

    long served() {
      return served.get();
    }

    long stop() throws Exception {
      stopped.set(true);
      for (Future<Void> one : clients) {
        one.get();
      }
      threads.shutdown();
      return served.get();
    }
  }
}
