package dev.sockwatch.hooks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;

/**
 * The one door to native code: {@code getsockopt(2)} by the JDK's foreign functions.
 *
 * <p>A class of java.base may call them without a flag and without a warning (JDK 21 and later). It
 * is compiled for 17, so {@code java.lang.foreign} is looked up by name. Initialising it takes
 * around 150 ms: on the agent's thread only. Where the JDK has no foreign functions it fails with
 * ExceptionInInitializerError.
 */
public final class ForeignCalls {
  private static final MethodHandle GETSOCKOPT;
  private static final MethodHandle ADDRESS_OF_BUFFER;

  static {
    try {
      GETSOCKOPT = linkGetsockopt();
      ADDRESS_OF_BUFFER = linkAddressOfBuffer();
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

  /** The native address of a direct buffer; the caller keeps the buffer reachable. */
  public static long addressOf(ByteBuffer buffer) throws Throwable {
    return (long) ADDRESS_OF_BUFFER.invoke(buffer);
  }

  private static MethodHandle linkGetsockopt() throws Throwable {
    Class<?> linkerType = Class.forName("java.lang.foreign.Linker");
    Class<?> lookupType = Class.forName("java.lang.foreign.SymbolLookup");
    Class<?> descriptorType = Class.forName("java.lang.foreign.FunctionDescriptor");
    Class<?> layoutType = Class.forName("java.lang.foreign.MemoryLayout");
    Class<?> valueLayoutType = Class.forName("java.lang.foreign.ValueLayout");
    Class<?> segmentType = Class.forName("java.lang.foreign.MemorySegment");
    Class<?> optionType = Class.forName("java.lang.foreign.Linker$Option");

    Object linker = linkerType.getMethod("nativeLinker").invoke(null);
    Object symbols = linkerType.getMethod("defaultLookup").invoke(linker);
    java.util.Optional<?> symbol =
        (java.util.Optional<?>)
            lookupType.getMethod("find", String.class).invoke(symbols, "getsockopt");
    Object javaInt = valueLayoutType.getField("JAVA_INT").get(null);
    Object javaLong = valueLayoutType.getField("JAVA_LONG").get(null);
    Object arguments = Array.newInstance(layoutType, 5);
    for (int i = 0; i < 5; i++) {
      Array.set(arguments, i, i < 3 ? javaInt : javaLong);
    }
    Object descriptor =
        descriptorType
            .getMethod("of", layoutType, arguments.getClass())
            .invoke(null, javaInt, arguments);
    // downcallHandle is caller-sensitive: by method handle the caller is this class.
    MethodHandle downcall =
        MethodHandles.lookup()
            .findVirtual(
                linkerType,
                "downcallHandle",
                MethodType.methodType(
                    MethodHandle.class, segmentType, descriptorType, optionType.arrayType()))
            .asFixedArity();
    Object noOptions = Array.newInstance(optionType, 0);
    return (MethodHandle) downcall.invoke(linker, symbol.orElseThrow(), descriptor, noOptions);
  }

  private static MethodHandle linkAddressOfBuffer() throws Throwable {
    Class<?> segmentType = Class.forName("java.lang.foreign.MemorySegment");
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    Method ofBuffer = segmentType.getMethod("ofBuffer", java.nio.Buffer.class);
    MethodHandle address =
        lookup.findVirtual(segmentType, "address", MethodType.methodType(long.class));
    return MethodHandles.filterReturnValue(lookup.unreflect(ofBuffer), address)
        .asType(MethodType.methodType(long.class, ByteBuffer.class));
  }
}
