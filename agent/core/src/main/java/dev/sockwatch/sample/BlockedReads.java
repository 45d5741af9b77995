package dev.sockwatch.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a thread is inside a read of a socket, as the JDK notes it in {@code readerThread} to be
 * able to wake it. Used by the sampler alone.
 */
final class BlockedReads {
  /** Handles by class name; a class without the field has no entry but null. */
  private final Map<String, @Nullable VarHandle> fields = new HashMap<>();

  /** False where the owner is no class of the JDK, or has no such field. */
  boolean isInRead(@Nullable Object owner) {
    String name = owner == null ? "" : owner.getClass().getName();
    boolean known =
        name.equals("sun.nio.ch.NioSocketImpl") || name.equals("sun.nio.ch.SocketChannelImpl");
    if (owner == null || !known) {
      return false;
    }
    Class<?> type = owner.getClass();
    VarHandle field = fields.computeIfAbsent(name, key -> find(type));
    return field != null && (long) field.getVolatile(owner) != 0;
  }

  private static @Nullable VarHandle find(Class<?> holder) {
    try {
      return MethodHandles.privateLookupIn(holder, MethodHandles.lookup())
          .findVarHandle(holder, "readerThread", long.class);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
