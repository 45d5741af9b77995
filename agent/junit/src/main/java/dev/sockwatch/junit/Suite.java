package dev.sockwatch.junit;

import dev.sockwatch.api.LeftSocketView;
import dev.sockwatch.api.ScopeView;
import dev.sockwatch.api.ScopesMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** All tests of one run: what nobody else owns is found at its end, and the summary is written. */
final class Suite implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  private static final String AUTODETECTION = "junit.jupiter.extensions.autodetection.enabled";
  private static final String REPORT = "sockwatch.junit.report";

  private final AgentConnection agent = AgentConnection.get();
  private final LeakSettings settings;
  private final SuiteSummary summary = new SuiteSummary();
  private final FindingCheck findings = new FindingCheck(agent.sockwatch());
  private final boolean isEverywhere;
  private final @Nullable Path report;

  private Suite(ExtensionContext root) {
    settings = LeakSettings.of(root);
    isEverywhere = root.getConfigurationParameter(AUTODETECTION).orElse("").equals("true");
    report = SummaryFile.path(root.getConfigurationParameter(REPORT).orElse(null));
    agent.scopes().beginSuite();
    SuiteSummary.running(summary);
  }

  static Suite of(ExtensionContext context) {
    ExtensionContext root = context.getRoot();
    return SocketLeakExtension.store(root)
        .getOrComputeIfAbsent(Suite.class, unused -> new Suite(root), Suite.class);
  }

  /**
   * What is asked of one test or class.
   *
   * @throws AssertionError for a finding that the agent does not know
   */
  LeakSettings settings(ExtensionContext context) {
    LeakSettings asked = LeakSettings.of(context);
    findings.requireKnown(asked.alsoFailOn());
    return asked;
  }

  ScopesMXBean scopes() {
    return agent.scopes();
  }

  SuiteSummary summary() {
    return summary;
  }

  FindingCheck findings() {
    return findings;
  }

  /**
   * The end of the run.
   *
   * @throws LeakError for what no class answers for
   */
  @Override
  public void close() {
    LeakCheck check = LeakCheck.of(scopes(), ScopesMXBean.SUITE, rules(), settings.grace());
    List<LeftSocketView> leaked = check.leaked();
    ScopeView unused = scopes().end(ScopesMXBean.SUITE, check.settled());
    SuiteSummary.running(null);
    summary.suiteEnded(check);
    SummaryFile.write(summary, report);
    if (!leaked.isEmpty()) {
      throw new LeakError(LeakText.of("the suite", leaked, check.waited()), leaked);
    }
  }

  private List<SocketRule> rules() {
    List<SocketRule> rules = new ArrayList<>(settings.ignore());
    rules.add(BuiltInRules.STATICS);
    if (!isEverywhere) {
      rules.add(BuiltInRules.UNOWNED); // what other tests leave is not ours to judge
    }
    return rules;
  }
}
