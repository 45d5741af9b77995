package dev.sockwatch.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A libc whose netlink socket answers what a test has put into it. */
final class FakeNetlink implements NativeCalls {
  static final int DESCRIPTOR = 33;

  /** Each request as it was sent. */
  final List<ByteBuffer> sent = new ArrayList<>();

  /** Each call but {@link #errno} and {@link #allocate}, in order. */
  final List<String> calls = new ArrayList<>();

  private final Deque<Object> answers = new ArrayDeque<>();
  private @Nullable ByteBuffer buffer;
  private @Nullable String failing;
  private int errno;

  /** The next recv gives these bytes, with the sequence of the last request in each message. */
  FakeNetlink answers(String... messages) {
    answers.add(RecordedDiag.received(messages));
    return this;
  }

  /** The next recv returns this number and gives nothing. */
  FakeNetlink answersLength(long length) {
    answers.add(length);
    return this;
  }

  /** The function fails from now on. */
  FakeNetlink fails(String function, int errno) {
    this.failing = function;
    this.errno = errno;
    return this;
  }

  @Override
  public int socket(int domain, int type, int protocol) {
    return (int) called("socket", DESCRIPTOR, domain, type, protocol);
  }

  @Override
  public long send(int fd, long address, long length, int flags) {
    if (buffer != null) {
      byte[] copy = new byte[(int) length];
      buffer.get(0, copy);
      sent.add(ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder()));
    }
    return called("send", length, fd, length, flags);
  }

  @Override
  public long recv(int fd, long address, long length, int flags) {
    Object answer = answers.poll();
    if (answer == null) {
      errno = 11;
      return -1;
    } else if (answer instanceof Long number) {
      return called("recv", number, fd, length, flags);
    }
    ByteBuffer bytes = (ByteBuffer) answer;
    int sequence = sent.get(sent.size() - 1).getInt(8);
    for (int at = 0; at < bytes.limit(); at += bytes.getInt(at)) {
      bytes.putInt(at + 8, sequence);
    }
    if (buffer != null) {
      buffer.put(0, bytes, 0, bytes.limit());
    }
    return called("recv", bytes.limit(), fd, length, flags);
  }

  @Override
  public int close(int fd) {
    return (int) called("close", 0, fd);
  }

  @Override
  public int errno() {
    return errno;
  }

  @Override
  public NativeMemory allocate(int bytes) {
    ByteBuffer memory = ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
    buffer = memory;
    return new NativeMemory(memory, 0x7000);
  }

  @Override
  public NativeCalls another() {
    throw new AssertionError("one thread asks");
  }

  @Override
  public int getsockname(int fd, long address, long length) {
    throw new AssertionError("no address is asked for");
  }

  @Override
  public int getpeername(int fd, long address, long length) {
    throw new AssertionError("no address is asked for");
  }

  @Override
  public int unreadBytes(int fd, long count) {
    throw new AssertionError("no queue is asked for");
  }

  @Override
  public int getsockopt(int fd, int level, int option, long value, long length) {
    throw new AssertionError("no option is asked for");
  }

  private long called(String function, long result, long... arguments) {
    StringBuilder call = new StringBuilder(function);
    for (long argument : arguments) {
      call.append(' ').append(Long.toHexString(argument));
    }
    calls.add(call.toString());
    return function.equals(failing) ? -1 : result;
  }
}
