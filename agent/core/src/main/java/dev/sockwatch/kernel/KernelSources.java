package dev.sockwatch.kernel;

import dev.sockwatch.kernel.KernelSource.Choice;
import dev.sockwatch.net.InlineReader;
import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens a {@link KernelSource}: the one that was asked for, or the best one below it. */
final class KernelSources {
  private static final String LOST_WITHOUT_TCP_INFO =
      "nagle-stall, connect-slow and connection-per-request are off; idle times come from reads and"
          + " writes that the JDK sees, to one sampling round; round-trip times, byte counts and"
          + " retransmissions are not known; leak findings are not affected";
  private static final String LOST_WITHOUT_DESCRIPTORS =
      "socket options, round-trip times and byte counts are not known, never-connected,"
          + " keepalive-disabled, keepalive-too-slow and what"
          + " needs a look at a connection as it closes (nagle-stall, connect-slow,"
          + " connection-per-request, reset-by-us) are off; other leak findings are not affected";
  private static final String LOST_WITHOUT_KERNEL =
      "all findings but socket-abandoned, close-pending, descriptors-low, reset-by-peer and failing"
          + " connects are off";

  /** So many threads can be asking at once: each takes a microsecond. */
  private static final int INLINE_READERS = 4;

  private final Choice choice;
  private final int jdk = Runtime.version().feature();

  /** Why a better way was not taken, best way first. */
  private final List<String> why = new ArrayList<>();

  private KernelSources(Choice choice) {
    this.choice = choice;
  }

  static KernelSource open(Choice choice) {
    return new KernelSources(choice).open();
  }

  private KernelSource open() {
    if (choice == Choice.OFF) {
      return new KernelSource(
          "off",
          false,
          "sockwatch.kernel=off: " + LOST_WITHOUT_KERNEL,
          null,
          InlineReader.NONE,
          null);
    }
    KernelSource byDescriptor = wantsDescriptors() ? byDescriptor() : null;
    return byDescriptor == null ? listed() : byDescriptor;
  }

  private KernelSource listed() {
    ProcNetTcp list = new ProcNetTcp();
    try {
      List<KernelSocket> unused = list.sockets(EnumSet.of(TcpState.LISTEN), false);
    } catch (IOException e) {
      why.add(reason(e));
      return new KernelSource(
          "none", false, because("no kernel", LOST_WITHOUT_KERNEL), null, InlineReader.NONE, null);
    }
    return new KernelSource(
        "procfs",
        false,
        because("descriptors are not asked", LOST_WITHOUT_DESCRIPTORS),
        new ListedReader(list),
        InlineReader.NONE,
        list);
  }

  private @Nullable KernelSource byDescriptor() {
    KernelSource whole = wantsForeign() ? foreign() : null;
    if (whole == null && wantsJna()) {
      whole = jna();
    }
    return whole == null ? jdk() : whole;
  }

  private KernelSource whole(String name, NativeCalls calls) {
    NativeReader reader = new NativeReader(calls).linked();
    List<DescriptorReader> readers = new ArrayList<>();
    for (int i = 0; i < INLINE_READERS; i++) {
      readers.add(new NativeReader(calls.another()));
    }
    // Nothing is lost, but a source that was asked for and is not there is named.
    String missing = why.isEmpty() ? null : String.join("; ", why) + "; using " + name;
    return new KernelSource(
        name, true, missing, reader, new PooledInlineReader(readers), new SockDiag(calls));
  }

  private boolean wantsDescriptors() {
    if (choice == Choice.PROCFS) {
      why.add("sockwatch.kernel=procfs");
      return false;
    }
    return true;
  }

  private boolean wantsForeign() {
    if (choice == Choice.FOREIGN && jdk < 21) {
      why.add("sockwatch.kernel=foreign needs JDK 21 or later, this is " + jdk);
      return false;
    }
    return jdk >= 21 && (choice == Choice.AUTO || choice == Choice.FOREIGN);
  }

  /** Later JDKs warn about a library of another's making: there only on request. */
  private boolean wantsJna() {
    return choice == Choice.JNA || (choice != Choice.JDK && jdk < 21);
  }

  // Whatever goes wrong, an Error included, costs this source alone.

  private @Nullable KernelSource foreign() {
    try {
      return whole("foreign", new ForeignNativeCalls());
    } catch (RuntimeException | Error e) {
      why.add("foreign functions failed: " + reason(e));
      return null;
    }
  }

  private @Nullable KernelSource jna() {
    try {
      return whole("jna", new JnaNativeCalls());
    } catch (IOException | RuntimeException | Error e) {
      why.add(
          "JNA's library cannot be loaded, it needs a writable and executable directory"
              + " (-Djava.io.tmpdir=...): "
              + reason(e));
      return null;
    }
  }

  private @Nullable KernelSource jdk() {
    if (choice == Choice.JDK) {
      why.add("sockwatch.kernel=jdk");
    }
    try {
      JdkNatives natives = new JdkNatives();
      List<DescriptorReader> readers = new ArrayList<>();
      for (int i = 0; i < INLINE_READERS; i++) {
        readers.add(new JdkReader(natives.another()));
      }
      return new KernelSource(
          "jdk",
          false,
          because("no full TCP_INFO", LOST_WITHOUT_TCP_INFO),
          new JdkReader(natives),
          new PooledInlineReader(readers),
          new ProcNetTcp());
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      why.add("no native access: " + reason(e));
      return null;
    }
  }

  private String because(String what, String consequence) {
    return what + " (" + String.join("; ", why) + "): " + consequence;
  }

  /** The innermost cause, on one line. */
  private static String reason(Throwable t) {
    Throwable cause = t;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString().replace('\n', ' ').strip();
  }
}
