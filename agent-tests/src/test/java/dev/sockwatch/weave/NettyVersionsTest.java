package dev.sockwatch.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.weave.JdkWeaver.MissingHook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of Netty's table takes, or an alternative of it, in versions from 2016 to today. */
class NettyVersionsTest {
  /** Before 4.1.12 descriptors that come over a Unix socket are received elsewhere, natively. */
  private static final String NATIVE_BEFORE_4_1_12 = "io.netty.channel.unix.Socket.recvFd";

  static Stream<Path> versions() {
    return Stream.of("sockwatch.test.netty", "sockwatch.test.nettyClasses")
        .flatMap(property -> folders(Path.of(System.getProperty(property, ""))).stream())
        .sorted(Comparator.comparingInt(NettyVersionsTest::number));
  }

  @Test
  void versions_areAtLeastADozen() {
    assertThat(versions().map(NettyVersionsTest::number))
        .hasSizeGreaterThanOrEqualTo(12)
        .contains(4_001_000, 4_002_000);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyRow_takes(Path version) throws IOException {
    Map<String, byte[]> classes = classes(version);
    NettyWeaver weaver = new NettyWeaver();

    classes.forEach((name, bytes) -> weaver.weave(null, name, bytes));

    assertThat(weaver.missing())
        .extracting(MissingHook::target)
        .isEqualTo(number(version) < 4_001_012 ? List.of(NATIVE_BEFORE_4_1_12) : List.of());
  }

  private static List<Path> folders(Path folder) {
    try (Stream<Path> versions = Files.list(folder)) {
      return versions.toList();
    } catch (IOException e) {
      throw new UncheckedIOException("build it first: mvn package", e);
    }
  }

  /** {@code 4.1.36} as 4,001,036. */
  private static int number(Path version) {
    return Stream.of(version.getFileName().toString().split("\\.", -1))
        .map(Integer::valueOf)
        .reduce(0, (before, part) -> before * 1000 + part);
  }

  private static Map<String, byte[]> classes(Path version) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> jars = Files.list(version)) {
      for (Path jar : jars.toList()) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName().replaceFirst("[.]class$", "");
            if (NettyHooks.nameWithoutPrefix(name) != null && !name.equals(entry.getName())) {
              try (InputStream in = zip.getInputStream(entry)) {
                classes.put(name, in.readAllBytes());
              }
            }
          }
        }
      }
    }
    return classes;
  }
}
