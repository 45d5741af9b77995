package dev.sockwatch.weave;

import dev.sockwatch.weave.Hook.Event;
import dev.sockwatch.weave.Hook.Operand;
import dev.sockwatch.weave.Hook.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** The JDK's choke points, 17 to 27: every real event of every kind of socket passes one row. */
final class JdkHooks {
  /**
   * Event, class (in sun.nio.ch unless qualified), method, parameter types, place, door, operands.
   *
   * <p>Parameters are simple names; ".." stands for any more, since signatures drift at their end.
   * Constructors are listed where they create or receive the descriptor, not where they delegate.
   * RELEASE stands in each dispatcher on 17 and 18, in their common parent later.
   */
  private static final String TABLE =
      """
      OPEN  NioSocketImpl                          create  boolean                          RETURN opened THIS FD SOCKET
      OPEN  SocketChannelImpl                      <init>  SelectorProvider,ProtocolFamily  RETURN opened THIS FD CHANNEL
      OPEN  ServerSocketChannelImpl                <init>  SelectorProvider,ProtocolFamily  RETURN opened THIS FD CHANNEL
      OPEN  ServerSocketChannelImpl                <init>  SelectorProvider,ProtocolFamily,FileDescriptor..  RETURN opened THIS FD CHANNEL
      OPEN  DatagramChannelImpl                    <init>  SelectorProvider,ProtocolFamily..  RETURN opened THIS FD DATAGRAM
      OPEN  DatagramChannelImpl                    <init>  SelectorProvider,FileDescriptor  RETURN opened THIS FD DATAGRAM
      OPEN  UnixAsynchronousSocketChannelImpl      <init>  Port                             RETURN opened THIS FD ASYNCHRONOUS_CHANNEL
      OPEN  UnixAsynchronousServerSocketChannelImpl <init> Port                             RETURN opened THIS FD ASYNCHRONOUS_CHANNEL

      ACCEPT  NioSocketImpl                        accept  SocketImpl                       RETURN accepted FIRST_AS_OWNER FD_OF_FIRST SOCKET
      ACCEPT  SocketChannelImpl                    <init>  SelectorProvider,ProtocolFamily,FileDescriptor..  RETURN accepted THIS FD CHANNEL
      ACCEPT  UnixAsynchronousSocketChannelImpl    <init>  Port,FileDescriptor..            RETURN accepted THIS FD ASYNCHRONOUS_CHANNEL

      CONNECT  NioSocketImpl                       connect          SocketAddress..         ENTRY  connectStarted THIS FD FIRST
      CONNECT  NioSocketImpl                       connect          SocketAddress..         RETURN connected THIS FD
      CONNECT  SocketChannelImpl                   connect          SocketAddress..         ENTRY  connectStarted THIS FD FIRST
      CONNECT  SocketChannelImpl                   connect          SocketAddress..         RETURN connected RESULT THIS FD
      CONNECT  SocketChannelImpl                   finishConnect    ..                      RETURN connected RESULT THIS FD
      CONNECT  SocketChannelImpl                   blockingConnect  SocketAddress..         ENTRY  connectStarted THIS FD FIRST
      CONNECT  SocketChannelImpl                   blockingConnect  SocketAddress..         RETURN connected THIS FD
      CONNECT  UnixAsynchronousSocketChannelImpl   implConnect      SocketAddress..         ENTRY  connectStarted THIS FD FIRST
      CONNECT  UnixAsynchronousSocketChannelImpl   setConnected     ..                      RETURN connected THIS FD

      CONNECT_FAILURE  NioSocketImpl               connect          SocketAddress..         THROW  connectFailed FAILURE THIS FD
      CONNECT_FAILURE  SocketChannelImpl           connect          SocketAddress..         THROW  connectFailed FAILURE THIS FD
      CONNECT_FAILURE  SocketChannelImpl           finishConnect    ..                      THROW  connectFailed FAILURE THIS FD
      CONNECT_FAILURE  SocketChannelImpl           blockingConnect  SocketAddress..         THROW  connectFailed FAILURE THIS FD
      CONNECT_FAILURE  UnixAsynchronousSocketChannelImpl implConnect   SocketAddress..      CAUGHT connectFailed FAILURE THIS FD
      CONNECT_FAILURE  UnixAsynchronousSocketChannelImpl finishConnect ..                   CAUGHT connectFailed FAILURE THIS FD

      LISTEN  NioSocketImpl                        listen  int                              RETURN listening THIS FD
      LISTEN  ServerSocketChannelImpl              bind    SocketAddress..                  RETURN listening THIS FD
      LISTEN  AsynchronousServerSocketChannelImpl  bind    SocketAddress..                  RETURN listening THIS FD

      DATA  SocketDispatcher                       read    FileDescriptor..                 RETURN read RESULT FIRST
      DATA  SocketDispatcher                       readv   FileDescriptor..                 RETURN read RESULT FIRST
      DATA  SocketDispatcher                       write   FileDescriptor..                 RETURN wrote RESULT FIRST
      DATA  SocketDispatcher                       writev  FileDescriptor..                 RETURN wrote RESULT FIRST

      DATA  DatagramDispatcher                     read    FileDescriptor..                 RETURN read RESULT FIRST
      DATA  DatagramDispatcher                     readv   FileDescriptor..                 RETURN read RESULT FIRST
      DATA  DatagramDispatcher                     write   FileDescriptor..                 RETURN wrote RESULT FIRST
      DATA  DatagramDispatcher                     writev  FileDescriptor..                 RETURN wrote RESULT FIRST
      DATA  DatagramChannelImpl                    receiveIntoNativeBuffer  ByteBuffer..    RETURN read RESULT FD
      DATA  DatagramChannelImpl                    sendFromNativeBuffer  FileDescriptor..   RETURN wrote RESULT FIRST

      RESET  SocketDispatcher                      read    FileDescriptor..                 THROW  readFailed FAILURE FIRST
      RESET  SocketDispatcher                      readv   FileDescriptor..                 THROW  readFailed FAILURE FIRST
      RESET  SocketDispatcher                      write   FileDescriptor..                 THROW  writeFailed FAILURE FIRST
      RESET  SocketDispatcher                      writev  FileDescriptor..                 THROW  writeFailed FAILURE FIRST

      SHUTDOWN  NioSocketImpl                      shutdownInput   ..                       ENTRY  inputShutdown THIS FD
      SHUTDOWN  NioSocketImpl                      shutdownOutput  ..                       ENTRY  outputShutdown THIS FD
      SHUTDOWN  SocketChannelImpl                  shutdownInput   ..                       ENTRY  inputShutdown THIS FD
      SHUTDOWN  SocketChannelImpl                  shutdownOutput  ..                       ENTRY  outputShutdown THIS FD
      SHUTDOWN  AsynchronousSocketChannelImpl      shutdownInput   ..                       ENTRY  inputShutdown THIS FD
      SHUTDOWN  AsynchronousSocketChannelImpl      shutdownOutput  ..                       ENTRY  outputShutdown THIS FD

      CLOSE  NioSocketImpl                         close                       ..           ENTRY  closing THIS FD
      CLOSE  SocketChannelImpl                     implCloseSelectableChannel  ..           ENTRY  closing THIS FD
      CLOSE  ServerSocketChannelImpl               implCloseSelectableChannel  ..           ENTRY  closing THIS FD
      CLOSE  DatagramChannelImpl                   implCloseSelectableChannel  ..           ENTRY  closing THIS FD
      CLOSE  UnixAsynchronousSocketChannelImpl     implClose                   ..           ENTRY  closing THIS FD
      CLOSE  UnixAsynchronousServerSocketChannelImpl implClose                 ..           ENTRY  closing THIS FD

      RELEASE  SocketDispatcher                    close         FileDescriptor..           ENTRY  released FIRST
      RELEASE  SocketDispatcher                    preClose      FileDescriptor..           ENTRY  released FIRST
      RELEASE  DatagramDispatcher                  close         FileDescriptor..           ENTRY  released FIRST
      RELEASE  DatagramDispatcher                  preClose      FileDescriptor..           ENTRY  released FIRST
      RELEASE  UnixDispatcher                      close         FileDescriptor..           ENTRY  released FIRST
      RELEASE  UnixDispatcher                      implPreClose  FileDescriptor..           ENTRY  released FIRST

      EXHAUSTION  Net                              socket        ProtocolFamily..           THROW  failed FAILURE
      EXHAUSTION  Net                              serverSocket  ProtocolFamily..           THROW  failed FAILURE
      EXHAUSTION  NioSocketImpl                    accept        SocketImpl                 THROW  failed FAILURE
      EXHAUSTION  ServerSocketChannelImpl          implAccept    FileDescriptor..           THROW  failed FAILURE

      EXIT  java/lang/ApplicationShutdownHooks     runHooks      ..                         ENTRY  exiting
      """;

  /** Where the release of descriptors is since 19 or so. */
  static final String COMMON_DISPATCHER = "sun/nio/ch/UnixDispatcher";

  private JdkHooks() {}

  /** All rows, in the order of the table. */
  static List<Hook> all() {
    return parse(TABLE, "sun/nio/ch/");
  }

  /** The rows of a table whose unqualified classes are in one package. */
  static List<Hook> parse(String table, String home) {
    List<Hook> hooks = new ArrayList<>();
    for (String line : table.split("\n", -1)) {
      if (!line.isBlank()) {
        hooks.add(parse(new StringTokenizer(line), home));
      }
    }
    return hooks;
  }

  /** No regular expression: it would cost a millisecond before the program begins. */
  private static Hook parse(StringTokenizer row, String home) {
    Event event = Event.valueOf(row.nextToken());
    String type = row.nextToken();
    String className = type.indexOf('/') < 0 ? home + type : type;
    String method = row.nextToken();
    String parameters = row.nextToken();
    Place place = Place.valueOf(row.nextToken());
    String door = row.nextToken();
    List<Operand> operands = new ArrayList<>();
    while (row.hasMoreTokens()) {
      operands.add(Operand.valueOf(row.nextToken()));
    }
    return new Hook(event, className, method, parameters, place, door, operands);
  }
}
