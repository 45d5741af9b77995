package dev.sockwatch.kernel;

import dev.sockwatch.table.Endpoint;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The best way to ask the kernel that this JVM allows. Used by the sampler alone. */
public final class KernelSource {
  /** Which source to use: the setting {@code sockwatch.kernel}. */
  public enum Choice {
    AUTO,
    FOREIGN,
    JDK,
    OFF
  }

  private static final String LOST_WITHOUT_TCP_INFO =
      "idle times come from reads and writes that the JDK sees, to one sampling round;"
          + " leak findings are not affected";
  private static final String LOST_WITHOUT_KERNEL =
      "close-wait, sockets-growing and never-connected are off; socket-abandoned, close-pending and"
          + " descriptors-low are not affected";

  private final String name;
  private final @Nullable String missing;
  private final @Nullable JdkNatives natives;
  private final @Nullable TcpInfoReader reader;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(512).order(ByteOrder.nativeOrder());

  private KernelSource(
      String name,
      @Nullable String missing,
      @Nullable JdkNatives natives,
      @Nullable TcpInfoReader reader) {
    this.name = name;
    this.missing = missing;
    this.natives = natives;
    this.reader = reader;
  }

  /** Opens the chosen source, or the best one below it. Takes up to 200 ms. */
  public static KernelSource open(Choice choice) {
    if (choice == Choice.OFF) {
      return new KernelSource("off", "sockwatch.kernel=off: " + LOST_WITHOUT_KERNEL, null, null);
    }
    JdkNatives natives;
    try {
      natives = new JdkNatives();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return new KernelSource(
          "none", "no native access (" + e + "): " + LOST_WITHOUT_KERNEL, null, null);
    }
    String why = "JDK " + Runtime.version().feature() + " has no foreign functions";
    if (choice == Choice.JDK) {
      why = "sockwatch.kernel=jdk";
    } else if (Runtime.version().feature() >= 21) {
      try {
        return new KernelSource("foreign", null, natives, new ForeignReader());
      } catch (Throwable t) {
        why = "foreign functions failed (" + t + ")";
      }
    }
    String missing = "no full TCP_INFO (" + why + "): " + LOST_WITHOUT_TCP_INFO;
    return new KernelSource("jdk", missing, natives, new JdkReader(natives));
  }

  /** {@code foreign}, {@code jdk}, {@code none} or {@code off}. */
  public String name() {
    return name;
  }

  /** Whether all of {@code tcp_info} is read, and with it the kernel's own times. */
  public boolean hasWholeTcpInfo() {
    return reader instanceof ForeignReader;
  }

  /** What is missing, by consequence; null when nothing is. */
  public @Nullable String missing() {
    return missing;
  }

  /** What the kernel says of a TCP socket; null when it cannot be asked or is no TCP socket. */
  public @Nullable TcpInfo tcpInfo(int fd) {
    if (reader == null) {
      return null;
    }
    int length = reader.read(fd, buffer);
    return length == 0 ? null : TcpInfo.copyOf(buffer, length);
  }

  /** An option read back; empty when it cannot be read. */
  public OptionalInt option(int fd, SocketOption option) {
    return natives == null
        ? OptionalInt.empty()
        : natives.option(fd, option.level(), option.number());
  }

  /** Received and not read by the program (FIONREAD); an unread FIN is not counted. */
  public OptionalLong unreadBytes(int fd) {
    return natives == null ? OptionalLong.empty() : natives.unreadBytes(fd);
  }

  /** The socket's own address; null when there is none or it cannot be asked. */
  public @Nullable Endpoint local(int fd) {
    return natives == null ? null : endpoint(natives.localAddress(fd));
  }

  /** The peer's address; null when not connected. */
  public @Nullable Endpoint remote(int fd) {
    return natives == null ? null : endpoint(natives.remoteAddress(fd));
  }

  private static @Nullable Endpoint endpoint(@Nullable InetSocketAddress address) {
    return address == null ? null : Endpoint.of(address);
  }
}
