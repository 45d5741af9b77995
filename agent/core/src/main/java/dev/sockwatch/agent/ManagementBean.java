package dev.sockwatch.agent;

import dev.sockwatch.api.AgentView;
import dev.sockwatch.api.Description;
import dev.sockwatch.api.DescriptorlessView;
import dev.sockwatch.api.FindingView;
import dev.sockwatch.api.HealthView;
import dev.sockwatch.api.HostView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.api.SocketView;
import dev.sockwatch.api.SockwatchMXBean;
import dev.sockwatch.api.SummaryView;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/** The agent as management clients see it; each answer comes from the sampler's thread. */
final class ManagementBean extends StandardMBean implements SockwatchMXBean {
  private static final long FRESH_NANOS = 1_000_000_000L;

  private final Inbox inbox;
  private @Nullable ReportView latest;
  private long latestAtNanos;

  ManagementBean(Inbox inbox) {
    super(SockwatchMXBean.class, true);
    this.inbox = inbox;
  }

  @Override
  public boolean isWatching() {
    return Waiting.ask(inbox, Desk::isWatching);
  }

  @Override
  public AgentView getAgent() {
    return fresh().agent();
  }

  @Override
  public HealthView getHealth() {
    return fresh().health();
  }

  @Override
  public HostView getHost() {
    return fresh().host();
  }

  @Override
  public SummaryView getSummary() {
    return fresh().summary();
  }

  @Override
  public List<SocketView> getSockets() {
    return fresh().sockets();
  }

  @Override
  public List<DescriptorlessView> getConnectionsWithoutDescriptor() {
    return fresh().withoutDescriptor();
  }

  @Override
  public List<FindingView> getFindings() {
    return fresh().findings();
  }

  @Override
  public ReportView report(boolean collectGarbage) {
    return Waiting.ask(inbox, desk -> desk.report(collectGarbage, SocketViews.Detail.FULL));
  }

  @Override
  public void on() {
    Waiting.ask(
        inbox,
        desk -> {
          desk.on();
          return true;
        });
  }

  @Override
  public void off(boolean unweave) {
    Waiting.ask(
        inbox,
        desk -> {
          desk.off(unweave);
          return true;
        });
  }

  /** A client reads attribute after attribute: they are of one report. */
  private synchronized ReportView fresh() {
    ReportView known = latest;
    if (known == null || System.nanoTime() - latestAtNanos > FRESH_NANOS) {
      known = report(false);
      latest = known;
      latestAtNanos = System.nanoTime();
    }
    return known;
  }

  @Override
  protected String getDescription(MBeanInfo info) {
    return described(SockwatchMXBean.class, info.getDescription());
  }

  @Override
  protected String getDescription(MBeanAttributeInfo info) {
    return described(method((info.isIs() ? "is" : "get") + info.getName()), info.getDescription());
  }

  @Override
  protected String getDescription(MBeanOperationInfo info) {
    return described(method(info.getName()), info.getDescription());
  }

  @Override
  protected String getDescription(
      MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
    AnnotatedElement method = method(operation.getName());
    return method instanceof java.lang.reflect.Method found
        ? described(found.getParameters()[sequence], parameter.getDescription())
        : parameter.getDescription();
  }

  private static @Nullable AnnotatedElement method(String name) {
    return Arrays.stream(SockwatchMXBean.class.getMethods())
        .filter(m -> m.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static String described(@Nullable AnnotatedElement element, String otherwise) {
    Description found = element == null ? null : element.getAnnotation(Description.class);
    return found == null ? otherwise : found.value();
  }
}
