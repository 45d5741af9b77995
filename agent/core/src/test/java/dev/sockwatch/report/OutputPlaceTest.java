package dev.sockwatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.report.OutputPlace.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written replaces files only, and follows no link that a stranger has laid. */
class OutputPlaceTest {
  private final Path folder;

  OutputPlaceTest(@TempDir Path folder) throws IOException {
    this.folder = folder.toRealPath();
  }

  @Test
  void files_areTold() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(OutputPlace.of(file)).isEqualTo(new OutputPlace(file, Kind.FILE));
    assertThat(kind(folder.resolve("none"))).isEqualTo(Kind.ABSENT);
    assertThat(kind(file.resolve("none"))).isEqualTo(Kind.ABSENT);
    assertThat(kind(folder)).isEqualTo(Kind.OTHER);
  }

  @Test
  void devicesAndStreams_areTold() throws IOException {
    assertThat(kind(Path.of("/dev/null"))).isEqualTo(Kind.DEVICE);
    assertThat(kind(Path.of("/proc/self/fd/1"))).isEqualTo(Kind.STREAM);
    assumeTrue(Files.isSymbolicLink(Path.of("/dev/stdout")), "no /dev/stdout");
    assertThat(kind(Path.of("/dev/stdout"))).isEqualTo(Kind.STREAM);
    assertThat(kind(Path.of("/dev/fd/2"))).isEqualTo(Kind.STREAM);
  }

  @Test
  void fifo_isNotWaitedFor() throws Exception {
    Path fifo = folder.resolve("fifo");
    int made = new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
    assumeTrue(made == 0, "no mkfifo");

    assertThat(kind(fifo)).isEqualTo(Kind.FIFO);
    assertThatThrownBy(() -> OutputPlace.of(fifo).append().close()).hasMessage("there is a FIFO");
  }

  @Test
  void linksOfTheUser_areFollowed() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
    Path further = Files.createSymbolicLink(real.resolve("a"), Path.of("../real/./b"));

    assertThat(OutputPlace.of(link.resolve("a")).path()).isEqualTo(real.resolve("b"));
    assertThat(OutputPlace.of(further).path()).isEqualTo(real.resolve("b"));
  }

  @Test
  void linkThatLeadsToItself_isRefused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("link"));

    assertThatThrownBy(() -> OutputPlace.of(link)).hasMessageEndingWith("through too many links");
  }

  @Test
  void linkOfAnotherUserInASharedDirectory_isRefused() throws IOException {
    assumeTrue(OutputPlace.ownUid() == 0, "only root can give a link away");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/nowhere"));
    Files.setAttribute(link, "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);

    assertThat(OutputPlace.of(link.resolve("a")).path()).isEqualTo(Path.of("/nowhere/a"));
    Files.setAttribute(folder, "unix:mode", 01777);
    assertThatThrownBy(() -> OutputPlace.of(link.resolve("a")))
        .hasMessage(link + " is a link that another user has made in a shared directory");
  }

  private static Kind kind(Path path) throws IOException {
    return OutputPlace.of(path).kind();
  }
}
