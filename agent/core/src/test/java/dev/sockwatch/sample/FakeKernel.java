package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.kernel.SocketReader;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.InlineReader;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.SocketOption;
import dev.sockwatch.net.TcpInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A kernel that answers by descriptor what a test has put into it, and nothing else. */
public final class FakeKernel implements SocketReader {
  private final Map<Integer, Protocol> protocols = new HashMap<>();
  private final Map<String, Integer> options = new HashMap<>();
  private @Nullable String congestionControl;
  private Runnable whenAsked = () -> {};
  private OptionalLong unreadBytes = OptionalLong.empty();
  private int unreadAsked;
  private @Nullable TcpInfo tcpInfo;

  /** A source that asks here. */
  public KernelSource source() {
    return new KernelSource("fake", true, null, this, InlineReader.NONE, null);
  }

  /** The descriptor is a socket of this IPPROTO number. */
  public FakeKernel protocol(int fd, Protocol spoken) {
    protocols.put(fd, spoken);
    return this;
  }

  public FakeKernel option(int fd, SocketOption option, int value) {
    options.put(fd + " " + option, value);
    return this;
  }

  public FakeKernel congestionControl(String name) {
    congestionControl = name;
    return this;
  }

  /** What is said of each socket. */
  public FakeKernel tcpInfo(@Nullable TcpInfo said) {
    tcpInfo = said;
    return this;
  }

  /** Each socket has so many bytes to read. */
  public FakeKernel unreadBytes(long number) {
    unreadBytes = OptionalLong.of(number);
    return this;
  }

  /** How often it was asked for unread bytes. */
  public int unreadAsked() {
    return unreadAsked;
  }

  /** Runs while an option is read. */
  public FakeKernel whenAsked(Runnable run) {
    whenAsked = run;
    return this;
  }

  @Override
  public boolean isByInode() {
    return false;
  }

  @Override
  public void beginRound() {}

  @Override
  public @Nullable TcpInfo tcpInfo(int fd, long inode) {
    return tcpInfo;
  }

  @Override
  public Protocol protocol(int fd, long inode) {
    return protocols.getOrDefault(fd, Protocol.UNKNOWN);
  }

  @Override
  public OptionalInt option(int fd, SocketOption option) {
    whenAsked.run();
    return boxed(options.get(fd + " " + option));
  }

  @Override
  public @Nullable String congestionControl(int fd) {
    return congestionControl;
  }

  @Override
  public OptionalLong unreadBytes(int fd, long inode) {
    unreadAsked++;
    return unreadBytes;
  }

  @Override
  public @Nullable Endpoint local(int fd, long inode) {
    return null;
  }

  @Override
  public @Nullable Endpoint remote(int fd, long inode) {
    return null;
  }

  private static OptionalInt boxed(@Nullable Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
