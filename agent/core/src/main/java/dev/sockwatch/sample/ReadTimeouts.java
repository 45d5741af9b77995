package dev.sockwatch.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * SO_TIMEOUT as the JDK keeps it: a field of the socket's implementation or of a channel's {@code
 * socket()}, never an option of the kernel. Used by the sampler alone.
 */
public final class ReadTimeouts {
  /** Handles by class name; a class without the field has no entry but null. */
  private final Map<String, @Nullable VarHandle> fields = new HashMap<>();

  /** Milliseconds, 0 for none; empty where the owner has no such timeout. */
  public OptionalInt of(@Nullable Object owner) {
    if (owner == null) {
      return OptionalInt.empty();
    }
    Object holder = owner;
    VarHandle adaptor = field(owner, "SocketChannelImpl", "socket", Socket.class);
    if (adaptor != null) {
      holder = adaptor.getVolatile(owner);
    }
    VarHandle timeout =
        holder == null
            ? null
            : adaptor == null
                ? field(holder, "NioSocketImpl", "timeout", int.class)
                : field(holder, "SocketAdaptor", "timeout", int.class);
    return timeout == null
        ? OptionalInt.empty()
        : OptionalInt.of((int) timeout.getVolatile(holder));
  }

  private @Nullable VarHandle field(Object object, String simpleName, String name, Class<?> type) {
    Class<?> holder = object.getClass();
    if (!holder.getName().equals("sun.nio.ch." + simpleName)) {
      return null;
    }
    return fields.computeIfAbsent(simpleName, key -> find(holder, name, type));
  }

  private static @Nullable VarHandle find(Class<?> holder, String name, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(holder, MethodHandles.lookup())
          .findVarHandle(holder, name, type);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
