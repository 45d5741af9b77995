package dev.sockwatch.tests.attach;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.Command;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.NeedsTheMachine;
import dev.sockwatch.tests.support.RunningJvm;
import java.util.List;
import java.util.function.Predicate;

/** A JVM that runs already is watched from one moment to the next, and no longer than asked. */
class AttachTest {
  private static final String PROBE = "com.example.probes.OpenBefore";

  @EachJdk
  void openSockets_areAdoptedWithWhatTheKernelKnows(Jdk jdk) {
    try (RunningJvm jvm = started(jdk)) {
      jvm.attach("sample.interval=100ms", "close.wait.after=100ms");
      JsonObject report = LiveReport.await(jvm, "the adopted", r -> adopted(r) == 9);

      List<JsonObject> sockets = LiveReport.objects(report, "sockets");
      assertThat(sockets).extracting(s -> LiveReport.text(s, "kind")).containsOnly("adopted");
      assertThat(sockets)
          .extracting(s -> LiveReport.text(s, "role") + " " + LiveReport.text(s, "state"))
          .containsExactlyInAnyOrder(
              "listener LISTEN",
              "listener LISTEN",
              "client CLOSE_WAIT",
              "client CLOSE_WAIT",
              "client CLOSE_WAIT",
              "client ESTABLISHED",
              "server ESTABLISHED",
              "client ESTABLISHED",
              "server ESTABLISHED");
      assertThat(sockets).allMatch(s -> s.get("openedAt").isJsonNull());
      assertThat(sockets).allMatch(s -> s.get("callSite").isJsonNull());
    }
  }

  @EachJdk
  void connectionsThatLeakedBefore_areToldAtOnce(Jdk jdk) {
    try (RunningJvm jvm = started(jdk)) {
      jvm.attach("close.wait.after=10ms"); // rounds are 5 s apart: it is the first that tells
      Command asked = Command.run("report", Long.toString(jvm.pid()));

      assertThat(asked.exitCode()).isEqualTo(1);
      assertThat(asked.out())
          .contains("ERROR close-wait  3 connections in CLOSE_WAIT")
          .containsPattern("the program\\s+has read the end of input and not closed")
          .contains("opened at  unknown: no hook saw it open");
      assertThat(jvm.awaitErr("sockwatch: ERROR close-wait  3 connections")).isNotEmpty();
    }
  }

  @EachJdk
  void newLeak_hasItsLine(Jdk jdk) {
    try (RunningJvm jvm = started(jdk)) {
      jvm.attach("sample.interval=100ms", "close.wait.after=100ms");
      jvm.tell("forget");

      jvm.awaitErr("sockwatch: ERROR close-wait  1 connection in CLOSE_WAIT");
      JsonObject report =
          LiveReport.await(jvm, "the new leak", r -> !finding(r, "close-wait", 1).isEmpty());
      JsonObject found = finding(report, "close-wait", 1).get(0);
      assertThat(LiveReport.text(found, "callSite"))
          .startsWith("com.example.probes.OpenBefore.forget(");
      assertThat(found.get("stackTakenAt").getAsString()).isEqualTo("open");
    }
  }

  @EachJdk
  void nextReadOrWrite_showsTheLine(Jdk jdk) {
    try (RunningJvm jvm = started(jdk)) {
      jvm.attach("sample.interval=100ms");
      LiveReport.await(jvm, "the adopted", r -> adopted(r) == 9);
      jvm.tell("use");

      JsonObject report = LiveReport.await(jvm, "four that were seen", r -> seen(r).size() == 4);
      assertThat(seen(report))
          .allMatch(
              s ->
                  String.valueOf(LiveReport.text(s, "callSite"))
                      .startsWith("com.example.probes.OpenBefore.use("))
          .allMatch(s -> "main".equals(LiveReport.text(s, "thread")))
          .allMatch(s -> s.get("openedAt").isJsonNull());
    }
  }

  @EachJdk
  void channelThatWasSeen_isFoundWhenItIsDropped(Jdk jdk) {
    try (RunningJvm jvm = started(jdk)) {
      jvm.attach("sample.interval=100ms", "growing.window=1s");
      LiveReport.await(jvm, "the adopted", r -> adopted(r) == 9);
      jvm.tell("use");
      LiveReport.await(jvm, "four that were seen", r -> seen(r).size() == 4);
      jvm.tell("drop");

      assertThat(jvm.awaitErr("sockwatch: ERROR socket-abandoned  1 channel"))
          .contains("; used at com.example.probes.OpenBefore.use(");
    }
  }

  @EachJdk
  void adoptedSocketThatIsClosed_isGone(Jdk jdk) {
    try (RunningJvm jvm = started(jdk)) {
      jvm.attach("sample.interval=100ms", "close.wait.after=100ms");
      LiveReport.await(jvm, "a finding", r -> !finding(r, "close-wait", 3).isEmpty());
      jvm.tell("close");

      jvm.awaitErr("sockwatch: resolved close-wait");
      jvm.tell("end");
      FinishedJvm ended = jvm.finish();
      assertThat(LiveReport.objects(ended.report(), "sockets")).hasSize(4);
      assertThat(ended.health().get("unexplainedSockets").getAsLong()).isZero();
    }
  }

  @EachJdk
  void secondAttach_changesNothing(Jdk jdk) {
    try (RunningJvm jvm = started(jdk)) {
      jvm.attach("sample.interval=100ms");
      LiveReport.await(jvm, "the adopted", r -> adopted(r) == 9);
      Command again = Command.run("attach", Long.toString(jvm.pid()));

      assertThat(again.exitCode()).isZero();
      assertThat(jvm.err()).filteredOn(l -> l.contains(" watches pid ")).hasSize(1);
    }
  }

  @EachJdk
  void offAndOn_keepsWhatIsKnown(Jdk jdk) {
    try (RunningJvm jvm = started(jdk)) {
      jvm.attach("sample.interval=100ms", "close.wait.after=100ms");
      jvm.tell("forget");
      LiveReport.await(jvm, "the new leak", r -> !finding(r, "close-wait", 1).isEmpty());
      String pid = Long.toString(jvm.pid());
      assertThat(Command.run("off", pid).exitCode()).isZero();
      jvm.tell("forget"); // nobody sees this one open
      jvm.awaitOut("did forget");
      assertThat(Command.run("on", pid).exitCode()).isZero();

      Predicate<JsonObject> both =
          r -> !finding(r, "close-wait", 1).isEmpty() && !finding(r, "close-wait", 4).isEmpty();
      JsonObject report = LiveReport.await(jvm, "the leak with its line, and four without", both);
      assertThat(LiveReport.text(finding(report, "close-wait", 1).get(0), "callSite"))
          .startsWith("com.example.probes.OpenBefore.forget(");
      assertThat(finding(report, "close-wait", 4).get(0).get("callSite").isJsonNull()).isTrue();
    }
  }

  @NeedsTheMachine
  @EachJdk
  void threadsInsideTheClasses_goOnUndisturbed(Jdk jdk) {
    try (RunningJvm jvm =
        ForkedJvm.on(jdk)
            .withAllCompilers()
            .attachedLater()
            .withReport()
            .start("com.example.probes.InsideTheSockets")) {
      jvm.awaitOut("ready");
      jvm.attach("time.scale=0.02"); // else rounds get rare, to stay below 1 % of a core
      assertThat(Command.run("off", "--unweave", Long.toString(jvm.pid())).exitCode()).isZero();
      assertThat(Command.run("on", Long.toString(jvm.pid())).exitCode()).isZero();
      jvm.tell("leave");
      jvm.awaitOut("cycles=");
      // Of each of 48 threads a listener, and both ends of a connection.
      LiveReport.await(
          jvm, "all that is open", r -> LiveReport.objects(r, "sockets").size() == 48 * 3);
      jvm.tell("close");
      jvm.awaitOut("done");
      FinishedJvm ended = jvm.finish();

      assertThat(LiveReport.objects(ended.report(), "sockets")).isEmpty();
      assertThat(LiveReport.objects(ended.report(), "findings"))
          .extracting(f -> LiveReport.text(f, "id"))
          .doesNotContain("socket-abandoned", "close-wait");
      assertThat(ended.health().getAsJsonArray("missingHooks")).isEmpty();
    }
  }

  private static RunningJvm started(Jdk jdk) {
    RunningJvm jvm = ForkedJvm.on(jdk).attachedLater().withReport().start(PROBE);
    jvm.awaitOut("ready");
    return jvm;
  }

  private static long adopted(JsonObject report) {
    return LiveReport.object(report, "health").get("adoptedSockets").getAsLong();
  }

  private static List<JsonObject> seen(JsonObject report) {
    return LiveReport.objects(report, "sockets").stream()
        .filter(s -> s.get("stackTakenAt").toString().equals("\"use\""))
        .toList();
  }

  private static List<JsonObject> finding(JsonObject report, String id, int count) {
    return LiveReport.objects(report, "findings").stream()
        .filter(f -> id.equals(LiveReport.text(f, "id")))
        .filter(f -> "open".equals(LiveReport.text(f, "state")))
        .filter(f -> f.get("count").getAsInt() == count)
        .toList();
  }
}
