package dev.sockwatch.host;

import dev.sockwatch.kernel.ProcFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that looks like {@code /proc} with the files of a network namespace. */
final class FakeHost {
  private final Path proc;

  FakeHost(Path proc) {
    this.proc = proc;
  }

  Path proc() {
    return proc;
  }

  HostSettings settings() {
    return HostSettings.read(new ProcFiles(proc));
  }

  /** The file of a sysctl name gets this line. */
  FakeHost sysctl(String name, String line) throws IOException {
    return file("sys/" + name.replace('.', '/'), line + "\n");
  }

  /** A file of {@code /proc/self/net}. */
  FakeHost net(String name, String text) throws IOException {
    return file("self/net/" + name, text);
  }

  FakeHost without(String name) throws IOException {
    Files.deleteIfExists(proc.resolve(name));
    return this;
  }

  private FakeHost file(String name, String text) throws IOException {
    Path file = proc.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }
}
