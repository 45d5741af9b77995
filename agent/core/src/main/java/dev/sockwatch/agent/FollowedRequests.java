package dev.sockwatch.agent;

import dev.sockwatch.hooks.RequestObserver;
import dev.sockwatch.table.ExportQueue;
import org.jspecify.annotations.Nullable;

/**
 * Hands requests on to the exportQueue, which must not link to hooks that are there only sometimes.
 */
final class FollowedRequests implements RequestObserver {
  private final ExportQueue exportQueue;

  FollowedRequests(ExportQueue exportQueue) {
    this.exportQueue = exportQueue;
  }

  @Override
  public void requested(Object request, @Nullable Object before) {
    exportQueue.requested(request, before);
  }

  @Override
  public void connectingFor(@Nullable Object request) {
    exportQueue.connectingFor(request);
  }
}
