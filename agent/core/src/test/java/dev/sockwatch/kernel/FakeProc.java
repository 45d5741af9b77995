package dev.sockwatch.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that looks like {@code /proc/self}. */
final class FakeProc {
  private final Path self;

  FakeProc(Path self) throws IOException {
    this.self = self;
    Files.createDirectories(self.resolve("fd"));
  }

  ProcessDescriptors descriptors() {
    return new ProcessDescriptors(self);
  }

  /** The descriptor becomes a link to {@code target}, e.g. {@code socket:[99]}. */
  FakeProc open(int fd, String target) throws IOException {
    close(fd);
    Files.createSymbolicLink(link(fd), Path.of(target));
    return this;
  }

  FakeProc close(int fd) throws IOException {
    Files.deleteIfExists(link(fd));
    return this;
  }

  FakeProc limits(String text) throws IOException {
    Files.writeString(self.resolve("limits"), text);
    return this;
  }

  private Path link(int fd) {
    return self.resolve("fd").resolve(String.valueOf(fd));
  }
}
