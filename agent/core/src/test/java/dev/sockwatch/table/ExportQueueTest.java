package dev.sockwatch.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.hooks.SocketHooks;
import dev.sockwatch.table.ExportQueue.What;
import dev.sockwatch.trace.TraceContext;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept for export: only where somebody exports, in order, with the span that asked. */
class ExportQueueTest {
  private static final int FD = 7;
  private static final TraceContext ASKING =
      new TraceContext("a".repeat(32), "1".repeat(16), (byte) 1);
  private static final TraceContext OTHER =
      new TraceContext("b".repeat(32), "2".repeat(16), (byte) 1);

  private final SocketTable table = new SocketTable(new RecordingListener());
  private final ExportQueue exportQueue = table.exportQueue();
  private final Object owner = new Object();
  private volatile @Nullable TraceContext current;

  @Test
  void withoutExport_nothingIsKept() {
    connect();
    table.closing(owner, FD);
    assertThat(exportQueue.poll()).isNull();
    assertThat(socket().timeline()).isNull();
  }

  @Test
  void connectAndClose_areToldInOrder() {
    exportQueue.begin(() -> current);
    connect();
    table.closing(owner, FD);
    table.released(FD);
    assertThat(told()).containsExactly(What.CONNECTED, What.CLOSED);
  }

  @Test
  void releaseWithoutAClose_isAnEndToo() {
    exportQueue.begin(() -> current);
    connect();
    table.released(FD);
    assertThat(told()).containsExactly(What.CONNECTED, What.CLOSED);
  }

  @Test
  void failedConnect_isToldOnce() {
    exportQueue.begin(() -> current);
    open();
    table.connectStarted(owner, FD, InetSocketAddress.createUnresolved("db", 5432));
    table.closing(owner, FD);
    table.released(FD);
    table.connectFailed(owner, FD, new ConnectException("Connection refused"));
    assertThat(told()).containsExactly(What.CONNECT_FAILED);
  }

  @Test
  void connectOnTheOpeningThread_belongsToItsCurrentSpan() {
    exportQueue.begin(() -> current);
    current = OTHER;
    open();
    current = ASKING;
    table.connectStarted(owner, FD, null);
    assertThat(opener()).isEqualTo(ASKING);
  }

  @Test
  void connectOnAnotherThread_belongsToTheSpanThatOpened() throws Exception {
    exportQueue.begin(() -> current);
    current = ASKING;
    open();
    current = OTHER;
    onAnotherThread(() -> table.connectStarted(owner, FD, null));
    assertThat(opener()).isEqualTo(ASKING);
  }

  @Test
  void requestOfAClientWithThreadsOfItsOwn_isFollowed() throws Exception {
    exportQueue.begin(() -> current);
    Object request = new Object();
    current = ASKING;
    exportQueue.requested(request, null);
    current = null;
    onAnotherThread(
        () -> {
          open();
          exportQueue.connectingFor(request);
          table.connectStarted(owner, FD, null);
          exportQueue.connectingFor(null);
        });
    assertThat(opener()).isEqualTo(ASKING);
  }

  @Test
  void nextRequest_doesNotInheritTheSpan() throws Exception {
    exportQueue.begin(() -> current);
    Object request = new Object();
    current = ASKING;
    exportQueue.requested(request, null);
    current = null;
    onAnotherThread(
        () -> {
          exportQueue.connectingFor(request);
          exportQueue.connectingFor(null);
          open();
          table.connectStarted(owner, FD, null);
        });
    assertThat(opener()).isNull();
  }

  @Test
  void whatFindsNoRoom_isCounted() {
    exportQueue.begin(() -> current);
    for (int i = 0; i < 20_000; i++) {
      table.accepted(owner, FD, SocketHooks.SOCKET);
      table.released(FD);
    }
    assertThat(exportQueue.takeLost()).isPositive();
    assertThat(exportQueue.takeLost()).isZero();
  }

  private void open() {
    table.opened(owner, FD, SocketHooks.SOCKET);
  }

  private void connect() {
    open();
    table.connectStarted(owner, FD, null);
    table.connected(owner, FD);
  }

  private TrackedSocket socket() {
    TrackedSocket socket = table.at(FD);
    if (socket == null) {
      throw new AssertionError("no record");
    }
    return socket;
  }

  private @Nullable TraceContext opener() {
    ExportTimeline timeline = socket().timeline();
    return timeline == null ? null : timeline.opener();
  }

  private List<What> told() {
    List<What> told = new ArrayList<>();
    for (ExportQueue.Entry next = exportQueue.poll(); next != null; next = exportQueue.poll()) {
      told.add(next.what());
    }
    return told;
  }

  private static void onAnotherThread(Runnable work) throws InterruptedException {
    Thread thread = new Thread(work);
    thread.start();
    thread.join();
  }
}
