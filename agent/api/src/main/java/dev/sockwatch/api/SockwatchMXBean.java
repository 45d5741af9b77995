package dev.sockwatch.api;

import java.util.List;

/**
 * What anybody may ask a running agent, under the name {@link #NAME}.
 *
 * <p>Attributes are at most one pause between rounds old ({@link
 * HealthView#samplingIntervalMillis}), so that asking often costs no more than asking once; {@link
 * #report} is of now. They come from the agent's own thread, and whoever asks waits for it. An
 * agent that does not answer within 15 s makes them fail with an {@link IllegalStateException} that
 * says so.
 */
@Description("The sockets of this JVM, and what is wrong with them")
public interface SockwatchMXBean {
  /** The object name. */
  String NAME = "dev.sockwatch:type=Sockwatch";

  @Description("Whether sockets are watched now; off() and on() switch it")
  boolean isWatching();

  @Description("Which Sockwatch watches which JVM, since when, and how it asks the kernel")
  AgentView getAgent();

  @Description("How well Sockwatch itself is doing: rounds, errors, what it lost and cannot see")
  HealthView getHealth();

  @Description("The network namespace: counters with their rates, settings, ephemeral ports")
  HostView getHost();

  @Description("TCP sockets of this JVM counted by state, destination and call site")
  SummaryView getSummary();

  @Description("The open sockets, oldest first, with what the kernel says about each")
  List<SocketView> getSockets();

  @Description("Connections that have no descriptor: TIME_WAIT, SYN_RECV, not accepted yet")
  List<DescriptorlessView> getConnectionsWithoutDescriptor();

  @Description("What is wrong, with evidence and remedy; open findings first, worst first")
  List<FindingView> getFindings();

  @Description("Ids of all findings that this agent can report, open or not")
  List<String> getFindingIds();

  @Description("Everything at one instant")
  ReportView report(
      @Description("ask for a garbage collection first, so that abandoned sockets show")
          boolean collectGarbage);

  @Description("Watches again; sockets opened meanwhile are adopted")
  void on();

  @Description("Stops watching; hooks return at once")
  void off(@Description("restore the original bytecode of the JDK's classes") boolean unweave);
}
