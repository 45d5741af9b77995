package dev.sockwatch.hooks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The one door to native code: functions of libc by the JDK's foreign functions.
 *
 * <p>A class of java.base may call them without a flag and without a warning (JDK 21 and later). It
 * is compiled for 17, so {@code java.lang.foreign} is looked up by name. Initialising it takes
 * around 150 ms: on the agent's thread only. Where the JDK has no foreign functions it fails with
 * ExceptionInInitializerError.
 */
public final class ForeignCalls {
  /** Where the linker leaves {@code errno} of the last call; one word for all threads. */
  private static final ByteBuffer ERRNO =
      ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());

  private static final MethodHandle ADDRESS_OF_BUFFER;
  private static final MethodHandle GETSOCKOPT;

  static {
    try {
      ADDRESS_OF_BUFFER = linkAddressOfBuffer();
      GETSOCKOPT =
          link("getsockopt", int.class, int.class, int.class, int.class, long.class, long.class);
    } catch (Throwable t) {
      throw new ExceptionInInitializerError(t);
    }
  }

  private ForeignCalls() {}

  /**
   * Calls {@code getsockopt(fd, level, option, value, length)}.
   *
   * @param value address of the buffer
   * @param length address of an int: in, the buffer's size; out, how many bytes the kernel wrote
   * @return 0, or -1 for an error
   */
  public static int getsockopt(int fd, int level, int option, long value, long length)
      throws Throwable {
    return (int) GETSOCKOPT.invokeExact(fd, level, option, value, length);
  }

  /** {@code errno} of the last call that failed, while nobody else makes one. */
  public static int errno() {
    return ERRNO.getInt(0);
  }

  /** The native address of a direct buffer; the caller keeps the buffer reachable. */
  public static long addressOf(ByteBuffer buffer) throws Throwable {
    return (long) ADDRESS_OF_BUFFER.invoke(buffer);
  }

  /**
   * A function of libc as a handle; {@link #errno} holds the reason when it fails.
   *
   * @param arguments {@code int} and {@code long} only; a pointer is a {@code long}
   */
  public static MethodHandle link(String function, Class<?> result, Class<?>... arguments)
      throws Throwable {
    Class<?> linkerType = Class.forName("java.lang.foreign.Linker");
    Class<?> lookupType = Class.forName("java.lang.foreign.SymbolLookup");
    Class<?> descriptorType = Class.forName("java.lang.foreign.FunctionDescriptor");
    Class<?> layoutType = Class.forName("java.lang.foreign.MemoryLayout");
    Class<?> segmentType = Class.forName("java.lang.foreign.MemorySegment");
    Class<?> optionType = Class.forName("java.lang.foreign.Linker$Option");

    Object linker = linkerType.getMethod("nativeLinker").invoke(null);
    Object symbols = linkerType.getMethod("defaultLookup").invoke(linker);
    Optional<?> symbol =
        (Optional<?>) lookupType.getMethod("find", String.class).invoke(symbols, function);
    Object layouts = Array.newInstance(layoutType, arguments.length);
    for (int i = 0; i < arguments.length; i++) {
      Array.set(layouts, i, layoutOf(arguments[i]));
    }
    Object descriptor =
        descriptorType
            .getMethod("of", layoutType, layouts.getClass())
            .invoke(null, layoutOf(result), layouts);
    Object keepErrno =
        optionType
            .getMethod("captureCallState", String[].class)
            .invoke(null, (Object) new String[] {"errno"});
    Object options = Array.newInstance(optionType, 1);
    Array.set(options, 0, keepErrno);
    // downcallHandle is caller-sensitive: by method handle the caller is this class.
    MethodHandle downcall =
        MethodHandles.lookup()
            .findVirtual(
                linkerType,
                "downcallHandle",
                MethodType.methodType(
                    MethodHandle.class, segmentType, descriptorType, options.getClass()))
            .asFixedArity();
    MethodHandle call =
        (MethodHandle) downcall.invoke(linker, symbol.orElseThrow(), descriptor, options);
    Object errno = segmentType.getMethod("ofBuffer", Buffer.class).invoke(null, ERRNO);
    return MethodHandles.insertArguments(call, 0, errno);
  }

  private static Object layoutOf(Class<?> type) throws ReflectiveOperationException {
    return Class.forName("java.lang.foreign.ValueLayout")
        .getField(type == int.class ? "JAVA_INT" : "JAVA_LONG")
        .get(null);
  }

  private static MethodHandle linkAddressOfBuffer() throws Throwable {
    Class<?> segmentType = Class.forName("java.lang.foreign.MemorySegment");
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    Method ofBuffer = segmentType.getMethod("ofBuffer", Buffer.class);
    MethodHandle address =
        lookup.findVirtual(segmentType, "address", MethodType.methodType(long.class));
    return MethodHandles.filterReturnValue(lookup.unreflect(ofBuffer), address)
        .asType(MethodType.methodType(long.class, ByteBuffer.class));
  }
}
