package dev.sockwatch.agent;

import dev.sockwatch.hooks.transport.RequestObserver;
import dev.sockwatch.table.ExportQueue;
import org.jspecify.annotations.Nullable;

/** Hands requests on to the journal, which must not link to hooks that are there only sometimes. */
final class FollowedRequests implements RequestObserver {
  private final ExportQueue journal;

  FollowedRequests(ExportQueue journal) {
    this.journal = journal;
  }

  @Override
  public void requested(Object request, @Nullable Object before) {
    journal.requested(request, before);
  }

  @Override
  public void connectingFor(@Nullable Object request) {
    journal.connectingFor(request);
  }
}
