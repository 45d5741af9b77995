package dev.sockwatch.host;

import dev.sockwatch.kernel.ProcFiles;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Reads the {@link HostContext} from /proc once per sampling round. One thread. */
public final class HostReader {
  /** Settings are rarely changed, and there are as many files as settings. */
  private static final long SETTINGS_AGE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final ProcFiles proc;
  private final HostCounters counters;
  private final SocketStats sockstat;
  private HostSettings settings = HostSettings.NONE;
  private long settingsAtNanos;
  private boolean settingsRead;

  public HostReader() {
    this(Path.of("/proc"));
  }

  HostReader(Path proc) {
    this.proc = new ProcFiles(proc);
    this.counters = new HostCounters(this.proc);
    this.sockstat = new SocketStats(this.proc);
  }

  /**
   * What the kernel says now; what cannot be read is absent.
   *
   * @param nowNanos {@link System#nanoTime} of this round
   */
  public HostContext read(long nowNanos) {
    if (!settingsRead || nowNanos - settingsAtNanos > SETTINGS_AGE_NANOS) {
      HostSettings now = HostSettings.read(proc);
      if (!now.values().isEmpty()) { // with no descriptor left nothing can be read
        settings = now;
      }
      settingsAtNanos = nowNanos;
      settingsRead = true;
    }
    return new HostContext(settings, counters.read(nowNanos), sockstat.read());
  }
}
