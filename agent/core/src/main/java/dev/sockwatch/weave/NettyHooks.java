package dev.sockwatch.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The choke points of Netty's native transports, 4.1 and 4.2, in whatever package and class loader.
 *
 * <p>Columns as in {@link JdkHooks}; classes are named from {@code channel/} on, since a relocation
 * changes only what stands before. A row that begins with OR sees in other versions what the row
 * above sees: of several in one class the first that the class has is woven.
 */
final class NettyHooks {
  private static final String CHANNEL = "channel/";
  private static final String OR = "OR ";

  /**
   * What all transports share. A descriptor object is closed once, whoever closes it, and {@code
   * shutdown} fails on a closed one.
   */
  private static final String UNIX =
      """
      LISTEN      Socket          listen           int                   RETURN listening NUMBER
      SHUTDOWN    Socket          shutdown         boolean,boolean       RETURN shutdown NUMBER FIRST SECOND
      DATA        Socket          recvFd           ..                    RETURN read RESULT NUMBER
      DATA        Socket          send             ByteBuffer..          RETURN wrote RESULT NUMBER
      OR DATA     FileDescriptor  write            ByteBuffer..          RETURN wrote RESULT NUMBER
      DATA        Socket          sendAddress      long..                RETURN wrote RESULT NUMBER
      OR DATA     FileDescriptor  writeAddress     long..                RETURN wrote RESULT NUMBER
      DATA        FileDescriptor  writev           ..                    RETURN wrote RESULT NUMBER
      DATA        FileDescriptor  writevAddresses  long..                RETURN wrote RESULT NUMBER
      RESET       Socket          send             ByteBuffer..          THROW  writeFailed FAILURE NUMBER
      OR RESET    FileDescriptor  write            ByteBuffer..          THROW  writeFailed FAILURE NUMBER
      RESET       Socket          sendAddress      long..                THROW  writeFailed FAILURE NUMBER
      OR RESET    FileDescriptor  writeAddress     long..                THROW  writeFailed FAILURE NUMBER
      RESET       FileDescriptor  writev           ..                    THROW  writeFailed FAILURE NUMBER
      RESET       FileDescriptor  writevAddresses  long..                THROW  writeFailed FAILURE NUMBER
      RELEASE     FileDescriptor  markClosed       ..                    RETURN released RESULT NUMBER
      OR RELEASE  FileDescriptor  close            ..                    ENTRY  released IS_OPEN NUMBER
      EXHAUSTION  Socket          accept           ..                    THROW  failed FAILURE
      EXHAUSTION  Socket          newSocketStream0 ..                    THROW  failed FAILURE
      OR EXHAUSTION Socket        newSocketStream  ..                    THROW  failed FAILURE
      """;

  private static final String EPOLL =
      """
      OPEN     AbstractEpollStreamChannel  <init>     LinuxSocket,boolean        RETURN opened THIS CHANNEL_NUMBER NATIVE_CHANNEL
      OR OPEN  AbstractEpollStreamChannel  <init>     Socket,boolean             RETURN opened THIS CHANNEL_NUMBER NATIVE_CHANNEL
      OPEN     AbstractEpollServerChannel  <init>     LinuxSocket,boolean        RETURN opened THIS CHANNEL_NUMBER NATIVE_CHANNEL
      OR OPEN  AbstractEpollServerChannel  <init>     Socket,boolean             RETURN opened THIS CHANNEL_NUMBER NATIVE_CHANNEL
      OPEN     EpollDatagramChannel        <init>     ..                         RETURN opened THIS CHANNEL_NUMBER NATIVE_DATAGRAM
      OPEN     EpollDomainDatagramChannel  <init>     LinuxSocket,boolean        RETURN opened THIS CHANNEL_NUMBER NATIVE_DATAGRAM
      ACCEPT   AbstractEpollStreamChannel  <init>     Channel,LinuxSocket..      RETURN accepted THIS CHANNEL_NUMBER NATIVE_CHANNEL
      OR ACCEPT AbstractEpollStreamChannel <init>     Channel,Socket             RETURN accepted THIS CHANNEL_NUMBER NATIVE_CHANNEL

      CONNECT  AbstractEpollChannel        doConnect  SocketAddress..            ENTRY  connectStarted THIS CHANNEL_NUMBER FIRST_AS_OBJECT
      OR CONNECT AbstractEpollStreamChannel doConnect SocketAddress..            ENTRY  connectStarted THIS CHANNEL_NUMBER FIRST_AS_OBJECT
      CONNECT  AbstractEpollChannel        doConnect  SocketAddress..            RETURN connected RESULT THIS CHANNEL_NUMBER
      OR CONNECT AbstractEpollStreamChannel doConnect SocketAddress..            RETURN connected RESULT THIS CHANNEL_NUMBER
      CONNECT  AbstractEpollChannel$AbstractEpollUnsafe doFinishConnect ..       RETURN connected RESULT OUTER OUTER_NUMBER
      OR CONNECT AbstractEpollStreamChannel$EpollStreamUnsafe doFinishConnect .. RETURN connected RESULT OUTER OUTER_NUMBER

      CONNECT_FAILURE AbstractEpollChannel doConnect  SocketAddress..            THROW  connectFailed FAILURE THIS CHANNEL_NUMBER
      OR CONNECT_FAILURE AbstractEpollStreamChannel doConnect SocketAddress..    THROW  connectFailed FAILURE THIS CHANNEL_NUMBER
      CONNECT_FAILURE AbstractEpollChannel$AbstractEpollUnsafe doFinishConnect .. THROW connectFailed FAILURE OUTER OUTER_NUMBER
      OR CONNECT_FAILURE AbstractEpollStreamChannel$EpollStreamUnsafe doFinishConnect .. THROW connectFailed FAILURE OUTER OUTER_NUMBER

      DATA     AbstractEpollChannel        doReadBytes  ByteBuf                  RETURN read RESULT CHANNEL_NUMBER
      RESET    AbstractEpollChannel        doReadBytes  ByteBuf                  THROW  readFailed FAILURE CHANNEL_NUMBER
      CLOSE    AbstractEpollChannel        doClose      ..                       ENTRY  closing THIS CHANNEL_NUMBER PENDING_CONNECT
      OR CLOSE AbstractEpollChannel        doClose      ..                       ENTRY  closing THIS CHANNEL_NUMBER
      OR CLOSE AbstractEpollStreamChannel  doClose      ..                       ENTRY  closing THIS CHANNEL_NUMBER PENDING_CONNECT
      """;

  /** The kernel connects, reads and closes by itself: the hooks are where its answers arrive. */
  private static final String IO_URING =
      """
      OPEN     AbstractIoUringStreamChannel <init>    Channel,LinuxSocket,boolean       RETURN openedOrAccepted THIS CHANNEL_NUMBER FIRST_AS_OBJECT
      OPEN     AbstractIoUringServerChannel <init>    LinuxSocket,boolean               RETURN opened THIS CHANNEL_NUMBER NATIVE_CHANNEL
      OPEN     IoUringDatagramChannel       <init>    LinuxSocket,boolean               RETURN opened THIS CHANNEL_NUMBER NATIVE_DATAGRAM
      ACCEPT   AbstractIoUringStreamChannel <init>    Channel,LinuxSocket,SocketAddress RETURN accepted THIS CHANNEL_NUMBER NATIVE_CHANNEL

      CONNECT  AbstractIoUringChannel$AbstractUringUnsafe connect SocketAddress..       ENTRY  connectStarted OUTER OUTER_NUMBER FIRST_AS_OBJECT
      CONNECT  AbstractIoUringChannel       computeRemote ..                            RETURN connected THIS CHANNEL_NUMBER
      CONNECT_FAILURE AbstractIoUringChannel$AbstractUringUnsafe fulfillConnectPromise ChannelPromise,Throwable ENTRY connectFailed SECOND OUTER OUTER_NUMBER

      DATA     AbstractIoUringStreamChannel$IoUringStreamUnsafe readComplete0 byte,int.. ENTRY readCompleted SECOND OUTER_NUMBER
      CLOSE    AbstractIoUringChannel       doClose   ..                                ENTRY  closing THIS CHANNEL_NUMBER
      """;

  private NettyHooks() {}

  /**
   * What is seen by one row or another, by the version.
   *
   * @param rows of one or more classes, the newest first
   */
  record Alternatives(List<Hook> rows) {
    /** The rows of one class, the newest first. */
    List<Hook> in(String className) {
      List<Hook> here = new ArrayList<>();
      for (Hook row : rows) {
        if (row.className().equals(className)) {
          here.add(row);
        }
      }
      return here;
    }
  }

  /** The rows of all transports by the name of their class; what has rows in two is under both. */
  static Map<String, List<Alternatives>> byClass() {
    Map<String, List<Alternatives>> byClass = new HashMap<>();
    add(byClass, UNIX, CHANNEL + "unix/");
    add(byClass, EPOLL, CHANNEL + "epoll/");
    add(byClass, IO_URING, CHANNEL + "uring/");
    return byClass;
  }

  private static void add(Map<String, List<Alternatives>> byClass, String table, String home) {
    Alternatives last = new Alternatives(new ArrayList<>());
    for (String line : table.split("\n", -1)) {
      boolean another = line.startsWith(OR);
      List<Hook> row = JdkHooks.parse(another ? line.substring(OR.length()) : line, home);
      if (row.isEmpty()) {
        continue;
      }
      last = another ? last : new Alternatives(new ArrayList<>());
      last.rows().addAll(row);
      String className = row.get(0).className();
      List<Alternatives> ofClass = byClass.get(className);
      if (ofClass == null) {
        ofClass = new ArrayList<>();
        byClass.put(className, ofClass);
      }
      if (last.in(className).size() == 1) { // its first row of this class
        ofClass.add(last);
      }
    }
  }

  /** Where the name of a transport's class begins behind its prefix; -1 for any other class. */
  static int start(String className) {
    int end = className.lastIndexOf('/') + 1;
    int start = end - (CHANNEL + "epoll/").length();
    if (startsAt(className, start, "epoll/") || startsAt(className, start, "uring/")) {
      return start;
    }
    return startsAt(className, start + 1, "unix/") ? start + 1 : -1;
  }

  private static boolean startsAt(String className, int start, String transport) {
    return start >= 0
        && className.startsWith(transport, start + CHANNEL.length())
        && className.startsWith(CHANNEL, start)
        && (start == 0 || className.charAt(start - 1) == '/');
  }

  /** What stands before {@code channel/}: {@code io/netty/}. */
  static String prefixOf(String className) {
    return className.substring(0, Math.max(0, start(className)));
  }

  /** The class's name without its prefix, or null for a class of no transport. */
  static @Nullable String nameWithoutPrefix(String className) {
    int start = start(className);
    return start < 0 ? null : className.substring(start);
  }
}
