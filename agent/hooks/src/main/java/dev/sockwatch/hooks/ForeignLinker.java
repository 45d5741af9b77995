package dev.sockwatch.hooks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's linker, for {@link ForeignCalls} alone. That is compiled for 17, so {@code
 * java.lang.foreign} is looked up by name.
 */
final class ForeignLinker {
  private final Class<?> linkerType;
  private final Class<?> segmentType;
  private final Class<?> layoutType;
  private final Class<?> descriptorType;
  private final Class<?> optionType;
  private final Object linker;
  private final Object symbols;
  private final MethodHandle reinterpret;

  ForeignLinker() throws ReflectiveOperationException {
    linkerType = Class.forName("java.lang.foreign.Linker");
    segmentType = Class.forName("java.lang.foreign.MemorySegment");
    layoutType = Class.forName("java.lang.foreign.MemoryLayout");
    descriptorType = Class.forName("java.lang.foreign.FunctionDescriptor");
    optionType = Class.forName("java.lang.foreign.Linker$Option");
    linker = linkerType.getMethod("nativeLinker").invoke(null);
    symbols = linkerType.getMethod("defaultLookup").invoke(linker);
    // This and downcallHandle are caller-sensitive: by method handle the caller is this class.
    reinterpret =
        MethodHandles.lookup()
            .findVirtual(
                segmentType, "reinterpret", MethodType.methodType(segmentType, long.class));
  }

  /**
   * A function of libc as a handle.
   *
   * @param errno where the reason of a failure is left; null for nowhere
   * @param arguments {@code int} and {@code long} only; a pointer is a {@code long}
   */
  MethodHandle link(
      String function, @Nullable ByteBuffer errno, Class<?> result, Class<?>... arguments)
      throws Throwable {
    Optional<?> symbol =
        (Optional<?>)
            Class.forName("java.lang.foreign.SymbolLookup")
                .getMethod("find", String.class)
                .invoke(symbols, function);
    Object layouts = Array.newInstance(layoutType, arguments.length);
    for (int i = 0; i < arguments.length; i++) {
      Array.set(layouts, i, layoutOf(arguments[i]));
    }
    Object descriptor =
        descriptorType
            .getMethod("of", layoutType, layouts.getClass())
            .invoke(null, layoutOf(result), layouts);
    Object options = Array.newInstance(optionType, errno == null ? 0 : 1);
    if (errno != null) {
      Object keepErrno =
          optionType
              .getMethod("captureCallState", String[].class)
              .invoke(null, (Object) new String[] {"errno"});
      Array.set(options, 0, keepErrno);
    }
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
    if (errno == null) {
      return call;
    }
    Object segment = segmentType.getMethod("ofBuffer", Buffer.class).invoke(null, errno);
    return MethodHandles.insertArguments(call, 0, segment);
  }

  /** A buffer over native memory, which no pool of the JDK counts. */
  ByteBuffer view(long address, int bytes) throws Throwable {
    Object segment = segmentType.getMethod("ofAddress", long.class).invoke(null, address);
    Object sized = reinterpret.invoke(segment, (long) bytes);
    ByteBuffer buffer = (ByteBuffer) segmentType.getMethod("asByteBuffer").invoke(sized);
    return buffer.order(ByteOrder.nativeOrder());
  }

  private static Object layoutOf(Class<?> type) throws ReflectiveOperationException {
    return Class.forName("java.lang.foreign.ValueLayout")
        .getField(type == int.class ? "JAVA_INT" : "JAVA_LONG")
        .get(null);
  }
}
