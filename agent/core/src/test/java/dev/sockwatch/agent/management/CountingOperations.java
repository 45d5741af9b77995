package dev.sockwatch.agent.management;

import dev.sockwatch.agent.view.ScopeLeftovers;
import dev.sockwatch.agent.view.SocketViews;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.report.HandMadeReport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An agent that counts the reports it is asked for. */
final class CountingOperations implements AgentOperations {
  int reports;
  @Nullable RuntimeException failure;

  @Override
  public boolean isWatching() {
    return true;
  }

  @Override
  public long startedAtMillis() {
    return 1;
  }

  @Override
  public ReportView report(boolean collectGarbage, SocketViews.Detail detail) {
    if (failure != null) {
      throw failure;
    }
    reports++;
    return HandMadeReport.full();
  }

  @Override
  public void on() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void off(boolean unweave) {
    // Nothing is counted then.
  }

  @Override
  public void offAfter(long nanos) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void manage() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScopeLeftovers scopeLeftovers() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void stream(Path result, long intervalNanos) {
    throw new UnsupportedOperationException();
  }
}
