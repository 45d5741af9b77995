package dev.sockwatch.host;

import dev.sockwatch.kernel.ProcessDescriptors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that looks like {@code /proc/self}. */
public final class FakeProc {
  private final Path self;

  public FakeProc(Path self) throws IOException {
    this.self = self;
    Files.createDirectories(self.resolve("fd"));
  }

  public ProcessDescriptors descriptors() {
    return new ProcessDescriptors(self);
  }

  /** The descriptor becomes a link to {@code target}, e.g. {@code socket:[99]}. */
  public FakeProc open(int fd, String target) throws IOException {
    close(fd);
    Files.createSymbolicLink(link(fd), Path.of(target));
    return this;
  }

  public FakeProc close(int fd) throws IOException {
    Files.deleteIfExists(link(fd));
    return this;
  }

  public FakeProc limits(String text) throws IOException {
    Files.writeString(self.resolve("limits"), text);
    return this;
  }

  private Path link(int fd) {
    return self.resolve("fd").resolve(String.valueOf(fd));
  }
}
