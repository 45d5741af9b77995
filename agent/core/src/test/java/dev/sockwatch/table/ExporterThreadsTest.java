package dev.sockwatch.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.hooks.SocketHooks;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.table.EventCounts.Event;
import io.opentelemetry.javaagent.LoaderOfOneClass;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** Sockets of the agent's own thread are in no table and in no count. */
class ExporterThreadsTest {
  private static final int FD = 7;

  private final SocketTable table = new SocketTable(new RecordingListener());

  @Test
  void socketOfAnUnwatchedThread_isNowhere() throws Exception {
    Object owner = new Object();
    onUnwatchedThread(
        () -> {
          table.opened(owner, FD, SocketHooks.SOCKET);
          table.connectStarted(owner, FD, InetSocketAddress.createUnresolved("collector", 4318));
          table.connected(owner, FD);
          table.sent(owner, FD, 10);
          table.endOfInput(FD);
          table.closing(owner, FD);
        });
    assertThat(table.at(FD)).isNull();
    assertThat(table.adopt(FD, 1, SocketKind.UNWOVEN, 1)).as("nor found in /proc").isFalse();
    for (Event event : Event.values()) {
      assertThat(table.events().of(event)).as(event.word()).isZero();
    }
  }

  @Test
  void itsNumber_isWatchedAgainOnceItIsReleased() throws Exception {
    Object owner = new Object();
    onUnwatchedThread(() -> table.opened(owner, FD, SocketHooks.SOCKET));
    table.released(FD);
    assertThat(table.events().of(Event.RELEASED)).isZero();
    table.opened(new Object(), FD, SocketHooks.SOCKET);
    assertThat(table.at(FD)).isNotNull();
    assertThat(table.events().of(Event.OPENED)).isEqualTo(1);
  }

  @Test
  void okHttpOfTheProgram_isWatched() throws Exception {
    Thread thread =
        new Thread(
            () -> table.opened(new Object(), FD, SocketHooks.SOCKET), "OkHttp http://localhost");
    thread.start();
    thread.join();
    assertThat(table.at(FD)).isNotNull();
  }

  /** Its first connection may be the first socket of all, and rounds begin with that. */
  @Test
  void okHttpOfTheOpenTelemetryAgent_isNotWatchedBeforeTheFirstRound() throws Exception {
    onOkHttpOfThatAgent();
    assertThat(table.at(FD)).isNull();
    table.released(FD);

    table.beginRound(1); // that agent is not there, whatever a loader is called
    onOkHttpOfThatAgent();
    assertThat(table.at(FD)).isNotNull();
  }

  private void onOkHttpOfThatAgent() throws Exception {
    Runnable opens =
        (Runnable)
            new LoaderOfOneClass(OpensASocket.class)
                .loadClass(OpensASocket.class.getName())
                .getConstructor(SocketTable.class)
                .newInstance(table);
    Thread thread = new Thread(opens, "OkHttp connect http://localhost");
    thread.start();
    thread.join();
  }

  /** What a loader makes its own copy of. */
  public static final class OpensASocket implements Runnable {
    private final SocketTable table;

    /** Of that table. */
    public OpensASocket(SocketTable table) {
      this.table = table;
    }

    @Override
    public void run() {
      table.opened(this, 7, SocketHooks.SOCKET);
    }
  }

  private static void onUnwatchedThread(Runnable work) throws InterruptedException {
    Thread thread = new OwnThread(work);
    thread.start();
    thread.join();
  }

  private static final class OwnThread extends Thread implements ExporterThread {
    OwnThread(Runnable work) {
      super(work);
    }
  }
}
