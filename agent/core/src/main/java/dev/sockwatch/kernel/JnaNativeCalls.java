package dev.sockwatch.kernel;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * libc by JNA's native library, for JDKs without foreign functions (17 to 20).
 *
 * <p>What is called for each socket goes through libffi with arguments in native memory; what may
 * fail in ways that matter goes through JNA's slower invoke, which keeps {@code errno}.
 */
final class JnaNativeCalls implements NativeCalls {
  /** Most arguments of a function here. */
  private static final int ARGUMENTS = 5;

  // libffi's ffi_type: size, alignment, number of the type, elements (ffi.h).
  private static final int TYPE_BYTES = 24;
  private static final short INT = 10;
  private static final short LONG = 12;

  private static final int FIONREAD = 0x541b;

  private final Functions functions;
  private final NativeMemory arguments;
  private final NativeMemory pointers;
  private final NativeMemory result;

  /**
   * Where the functions are, and how each is called: with five longs, which for an int are as good
   * (every 64-bit ABI passes both in one register), and an int for a result.
   */
  private record Functions(
      long how,
      long getsockopt,
      long getsockname,
      long getpeername,
      long ioctl,
      long socket,
      long send,
      long recv,
      long close) {
    static Functions find() {
      long libc = Native.open(null, Native.LAZY);
      return new Functions(
          prepare(),
          Native.findSymbol(libc, "getsockopt"),
          Native.findSymbol(libc, "getsockname"),
          Native.findSymbol(libc, "getpeername"),
          Native.findSymbol(libc, "ioctl"),
          Native.findSymbol(libc, "socket"),
          Native.findSymbol(libc, "send"),
          Native.findSymbol(libc, "recv"),
          Native.findSymbol(libc, "close"));
    }

    private static long prepare() {
      long longs = type(LONG, Long.BYTES);
      NativeMemory types = memory(ARGUMENTS * Long.BYTES);
      for (int i = 0; i < ARGUMENTS; i++) {
        types.bytes().putLong(i * Long.BYTES, longs);
      }
      return Native.ffi_prep_cif(0, ARGUMENTS, type(INT, Integer.BYTES), types.address());
    }

    private static long type(short number, int bytes) {
      NativeMemory type = memory(TYPE_BYTES);
      type.bytes().putLong(0, bytes).putShort(8, (short) bytes).putShort(10, number);
      return type.address();
    }
  }

  /** Fails with a LinkageError where JNA's library cannot be loaded. */
  JnaNativeCalls() throws IOException {
    this(load());
  }

  private JnaNativeCalls(Functions functions) {
    this.functions = functions;
    this.arguments = memory(ARGUMENTS * Long.BYTES);
    this.pointers = memory(ARGUMENTS * Long.BYTES);
    this.result = memory(Long.BYTES);
    for (int i = 0; i < ARGUMENTS; i++) {
      pointers.bytes().putLong(i * Long.BYTES, arguments.address() + (long) i * Long.BYTES);
    }
  }

  private static Functions load() throws IOException {
    JnaLibrary.load();
    return Functions.find();
  }

  @Override
  public NativeCalls another() {
    return new JnaNativeCalls(functions);
  }

  @Override
  public NativeMemory allocate(int bytes) {
    return memory(bytes);
  }

  private static NativeMemory memory(int bytes) {
    long address = Native.malloc(bytes);
    if (address == 0) {
      throw new OutOfMemoryError("malloc of " + bytes + " bytes");
    }
    var buffer = Native.getDirectByteBuffer(null, address, 0, bytes).order(ByteOrder.nativeOrder());
    buffer.put(0, new byte[bytes]);
    return new NativeMemory(buffer, address);
  }

  @Override
  public int getsockopt(int fd, int level, int option, long value, long length) {
    return call(functions.getsockopt(), fd, level, option, value, length);
  }

  @Override
  public int getsockname(int fd, long address, long length) {
    return call(functions.getsockname(), fd, address, length, 0, 0);
  }

  @Override
  public int getpeername(int fd, long address, long length) {
    return call(functions.getpeername(), fd, address, length, 0, 0);
  }

  @Override
  public int unreadBytes(int fd, long count) {
    return call(functions.ioctl(), fd, FIONREAD, count, 0, 0);
  }

  private int call(long function, long a, long b, long c, long d, long e) {
    arguments.bytes().putLong(0, a).putLong(8, b).putLong(16, c).putLong(24, d).putLong(32, e);
    Native.ffi_call(functions.how(), function, result.address(), pointers.address());
    return (int) result.bytes().getLong(0); // libffi widens what is narrower than a register
  }

  @Override
  public int socket(int domain, int type, int protocol) {
    return Native.invokeInt(null, functions.socket(), 0, new Object[] {domain, type, protocol});
  }

  @Override
  public long send(int fd, long buffer, long length, int flags) {
    return Native.invokeLong(null, functions.send(), 0, new Object[] {fd, buffer, length, flags});
  }

  @Override
  public long recv(int fd, long buffer, long length, int flags) {
    return Native.invokeLong(null, functions.recv(), 0, new Object[] {fd, buffer, length, flags});
  }

  @Override
  public int close(int fd) {
    return Native.invokeInt(null, functions.close(), 0, new Object[] {fd});
  }

  @Override
  public int errno() {
    return Native.getLastError();
  }
}
