package dev.sockwatch.junit;

/** Why there is no agent in this JVM, and what to do about it. */
final class NoAgentException extends Exception {
  NoAgentException(String why) {
    super(
        "sockwatch: no agent in this JVM, process "
            + ProcessHandle.current().pid()
            + ", so nobody knows which sockets a test leaves open: "
            + why
            + "\n  Start the test JVM with -javaagent:/path/to/sockwatch-agent.jar (Surefire and"
            + " Failsafe: <argLine>, Gradle: jvmArgs, IntelliJ: VM options),"
            + "\n  or put dev.sockwatch:sockwatch-agent on the tests' class path: then it attaches"
            + " itself.");
  }
}
