package dev.sockwatch.tests.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.Await;
import dev.sockwatch.tests.support.Channel;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Watching goes on and off as often as anybody likes, and leaves nothing behind. */
class AttachManyTimesTest {
  private static final int TIMES = 50;

  @EachJdk
  void fiftyTimes_leaveNoThreadLoaderDescriptorOrMemory(Jdk jdk) throws Exception {
    try (RunningJvm jvm =
        ForkedJvm.on(jdk).attachedLater().start("com.example.probes.OpenBefore")) {
      jvm.awaitOut("ready");
      Path process = Path.of("/proc", Long.toString(jvm.pid()));
      cycles(jvm, 5); // what is loaded and compiled once
      State before = State.of(jvm, jdk, process);

      cycles(jvm, TIMES);

      Await.until(
          "no thread of a log line that is written",
          Duration.ofSeconds(10),
          () -> State.of(jvm, jdk, process).threads() <= before.threads());
      State after = State.of(jvm, jdk, process);
      assertThat(after.threads())
          .as("threads, before %s", before)
          .isLessThanOrEqualTo(before.threads());
      assertThat(after.loaders()).as("loaders of the agent").isEqualTo(1);
      assertThat(after.heapBytes())
          .as("live heap, before %s", before)
          .isLessThan(before.heapBytes() + 300_000);
      Await.until(
          "no more descriptors than " + before.descriptors(),
          Duration.ofSeconds(5),
          () -> descriptors(process) <= before.descriptors());
    }
  }

  private static void cycles(RunningJvm jvm, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      assertThat(Channel.ask(jvm.pid(), "attach")).contains("\"watching\":true");
      String off = i % 2 == 0 ? "off,unweave=true" : "off";
      assertThat(Channel.ask(jvm.pid(), off)).contains("\"watching\":false");
    }
  }

  private static long descriptors(Path process) throws IOException {
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      return open.count();
    }
  }

  /**
   * What a JVM holds.
   *
   * @param loaders isolated class loaders of the agent
   * @param heapBytes in live objects
   */
  private record State(long threads, long descriptors, long loaders, long heapBytes) {
    static State of(RunningJvm jvm, Jdk jdk, Path process) throws Exception {
      List<String> histogram = Channel.jcmd(jdk, jvm.pid(), "GC.class_histogram");
      long loaders = 0;
      long heap = 0;
      for (String line : histogram) {
        String[] words = line.strip().split("\\s+", -1);
        if (line.contains("sun.nio.ch.AgentLoader")) {
          loaders = Long.parseLong(words[1]);
        } else if (words[0].equals("Total")) {
          heap = Long.parseLong(words[2]);
        }
      }
      try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
        return new State(tasks.count(), AttachManyTimesTest.descriptors(process), loaders, heap);
      }
    }
  }
}
