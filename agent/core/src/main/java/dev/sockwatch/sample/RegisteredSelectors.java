package dev.sockwatch.sample;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.SelectionKey;
import java.nio.channels.spi.AbstractSelectableChannel;
import org.jspecify.annotations.Nullable;

/** The selectors that a channel is registered with: they hold a closed channel's descriptor. */
final class RegisteredSelectors {
  private static final @Nullable VarHandle KEYS = keys();

  private RegisteredSelectors() {}

  /** Names them, as {@code EPollSelectorImpl@1b2c3d}; empty when there are none. */
  static String of(@Nullable Object owner) {
    if (KEYS == null || !(owner instanceof AbstractSelectableChannel channel)) {
      return "";
    }
    SelectionKey[] keys = (SelectionKey[]) KEYS.getVolatile(channel);
    if (keys == null) {
      return "";
    }
    StringBuilder names = new StringBuilder();
    for (SelectionKey key : keys) {
      if (key != null) {
        names
            .append(names.length() == 0 ? "" : ", ")
            .append(key.selector().getClass().getSimpleName())
            .append('@')
            .append(Integer.toHexString(System.identityHashCode(key.selector())));
      }
    }
    return names.toString();
  }

  /** There is no public way to list a channel's keys; null where the JDK has renamed the field. */
  private static @Nullable VarHandle keys() {
    try {
      return MethodHandles.privateLookupIn(AbstractSelectableChannel.class, MethodHandles.lookup())
          .findVarHandle(AbstractSelectableChannel.class, "keys", SelectionKey[].class);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
