package dev.sockwatch.cli;

import dev.sockwatch.api.PrintableText;
import dev.sockwatch.control.AgentMark;
import dev.sockwatch.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every {@link Obstacle}, in the words of the person who has it: what, where, what to do. */
final class Obstacles {
  private final Caller caller;

  Obstacles(Caller caller) {
    this.caller = caller;
  }

  Obstacle noSuchProcess(long pid) {
    return new Obstacle(
        "no such process",
        "there is no process " + pid + " here; the JVMs are shown by\n  " + list());
  }

  Obstacle notAJvm(long pid, String command) {
    return new Obstacle(
        "not a JVM",
        "process "
            + pid
            + " ("
            + PrintableText.of(command)
            + ") is not a JVM; the JVMs are shown by\n  "
            + list());
  }

  Obstacle otherUser(long pid, long uid, String user) {
    String sudoer = user.equals(Long.toString(uid)) ? "'#" + uid + "'" : user;
    return new Obstacle(
        "user " + user,
        who(pid)
            + " belongs to user "
            + user
            + " (uid "
            + uid
            + "), you are "
            + caller.user()
            + " (uid "
            + caller.uid()
            + "); ask as that user, or as root:\n  sudo -u "
            + sudoer
            + " "
            + caller.command());
  }

  Obstacle attachDisabled(long pid) {
    return new Obstacle(
        "attach disabled",
        who(pid)
            + " was started with -XX:+DisableAttachMechanism, nobody can attach to it;"
            + " restart it without that flag, or with\n  "
            + agentOption());
  }

  Obstacle loadingDisabled(long pid) {
    return new Obstacle(
        "agent loading disabled",
        who(pid)
            + " was started with -XX:-EnableDynamicAgentLoading, it takes no agent while it runs;"
            + " restart it without that flag, or with\n  "
            + agentOption());
  }

  Obstacle stopped(long pid) {
    return new Obstacle(
        "stopped",
        who(pid) + " is stopped and cannot answer; let it go on by\n  kill -CONT " + pid);
  }

  Obstacle notListening(long pid) {
    return new Obstacle(
        "just starting",
        who(pid)
            + " is just starting: it does not handle SIGQUIT yet, so asking would end it;"
            + " try again");
  }

  Obstacle noWritableFolder(long pid, List<String> tried) {
    return new Obstacle(
        "no writable directory",
        who(pid)
            + " has no directory to answer in: "
            + PrintableText.of(String.join(", ", tried))
            + " cannot be written, or belong to others than root and you; ask as its user, give it a"
            + " writable /tmp, in a container by --tmpfs /tmp,"
            + " or restart it with\n  "
            + agentOption());
  }

  Obstacle otherContainer(long pid, long innerPid, @Nullable String id) {
    List<String> words = new ArrayList<>(caller.words());
    words.replaceAll(word -> word.equals(Long.toString(pid)) ? Long.toString(innerPid) : word);
    String inner = Caller.command("java", "/tmp/sockwatch-agent.jar", words);
    String how =
        id == null
            ? "sudo nsenter -t "
                + pid
                + " -a java -jar /path/inside/sockwatch-agent.jar "
                + String.join(" ", words)
            : "docker cp "
                + caller.jar()
                + " "
                + id
                + ":/tmp/sockwatch-agent.jar\n  docker exec "
                + id
                + " "
                + inner;
    return new Obstacle(
        "other container",
        who(pid)
            + " is in another container"
            + (id == null ? "" : " (" + id + ")")
            + ", whose files cannot be reached from here; ask as root, or inside:\n  "
            + how);
  }

  Obstacle otherMounts(long pid) {
    return new Obstacle(
        "private /tmp",
        who(pid)
            + " has mounts of its own, such as the private /tmp of a systemd service, and JDK "
            + caller.jdk()
            + " cannot attach across them; ask with JDK 25 or later, or among those mounts:\n"
            + "  sudo nsenter -t "
            + pid
            + " -m "
            + caller.command());
  }

  Obstacle tooOld(long pid, String javaVersion) {
    String version = PrintableText.of(javaVersion);
    return new Obstacle(
        "JDK " + version + " is too old",
        who(pid)
            + " runs on JDK "
            + version
            + ", Sockwatch needs 17 or later; run the program on a newer JDK");
  }

  /** What a JVM of another user, or in a container, says of itself is no command to run. */
  Obstacle otherVersion(JvmProcess jvm, AgentMark mark, String version) {
    boolean isTrusted = jvm.uid() == caller.uid() && !jvm.elsewhere();
    return new Obstacle(
        otherVersion(mark.version()),
        who(jvm.pid())
            + " has Sockwatch "
            + mark.version()
            + " inside, this is "
            + version
            + "; restart the process, or ask with the jar that it has"
            + (isTrusted
                ? ":\n  " + Caller.command(caller.java().toString(), mark.jar(), caller.words())
                : ""));
  }

  /** The same in a few words. */
  static String otherVersion(String inside) {
    return "Sockwatch " + inside + " inside";
  }

  Obstacle notInside(long pid) {
    return new Obstacle(
        "no Sockwatch inside",
        who(pid)
            + " has no Sockwatch inside; begin with\n  "
            + Caller.command(
                caller.java().toString(),
                caller.jar().toString(),
                List.of("attach", Long.toString(pid))));
  }

  Obstacle ended(long pid) {
    return new Obstacle(
        "ended",
        who(pid)
            + " has ended; to have a report of it next time, start it with\n  "
            + agentOption()
            + "=report.file=/tmp/sockets.json");
  }

  Obstacle noAnswer(long pid, Duration patience) {
    return new Obstacle(
        "does not answer",
        who(pid)
            + " did not answer within "
            + Durations.text(patience.toNanos())
            + "; it may be short of CPU, or in a long garbage collection: try again with"
            + " --timeout=60s");
  }

  Obstacle refused(long pid, String reason) {
    return new Obstacle("refused", who(pid) + " could not be asked: " + PrintableText.of(reason));
  }

  Obstacle replaced(long pid) {
    return new Obstacle(
        "refused",
        "somebody has replaced the file in which "
            + who(pid)
            + " was to answer; nothing was read or changed there");
  }

  Obstacle notDone(long pid, String message) {
    return new Obstacle("refused", "Sockwatch in process " + pid + ": " + message);
  }

  Obstacle noAttachModule() {
    return new Obstacle(
        "JRE",
        "this Java ("
            + caller.java()
            + ") has no module jdk.attach; this needs a JDK's java: install a JDK 17 or later and"
            + " run\n  /path/to/jdk/bin/"
            + Caller.command("java", caller.jar().toString(), caller.words()));
  }

  private String list() {
    return Caller.command(caller.java().toString(), caller.jar().toString(), List.of("list"));
  }

  private String agentOption() {
    return "-javaagent:" + caller.jar();
  }

  private static String who(long pid) {
    return "process " + pid;
  }
}
