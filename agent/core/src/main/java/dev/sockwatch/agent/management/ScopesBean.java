package dev.sockwatch.agent.management;

import dev.sockwatch.agent.view.ScopeLeftovers;
import dev.sockwatch.api.LeftSocketView;
import dev.sockwatch.api.ScopeView;
import dev.sockwatch.api.ScopesMXBean;
import dev.sockwatch.scope.Scope;
import dev.sockwatch.scope.Scopes;
import dev.sockwatch.table.SocketTable;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Scopes as tests see them. The calling thread looks at the table itself; only where a socket is
 * left does it ask the sampler's thread, which knows the stacks and the kernel.
 */
final class ScopesBean extends DescribedBean implements ScopesMXBean {
  private final OperationQueue inbox;
  private final SocketTable table;
  private final Scopes scopes = new Scopes();

  ScopesBean(OperationQueue inbox, SocketTable table) {
    super(ScopesMXBean.class);
    this.inbox = inbox;
    this.table = table;
  }

  @Override
  public void beginSuite() {
    scopes.beginSuite();
  }

  @Override
  public long open(String name, @Nullable String site, long parent) {
    return scopes.open(name, site, scopes.of(parent)).id();
  }

  @Override
  public void rename(long scope, String name, @Nullable String site) {
    scopes.rename(scopes.of(scope), name, site);
  }

  @Override
  public void enter(long scope) {
    scopes.enter(scopes.of(scope));
  }

  @Override
  public void leave() {
    scopes.leave();
  }

  @Override
  public long getCurrent() {
    return scopes.current().id();
  }

  @Override
  public List<LeftSocketView> left(long id) {
    Scope scope = scopes.of(id);
    return ScopeLeftovers.areLikely(table, scopes, scope)
        ? BlockingOperation.ask(inbox, desk -> desk.scopeLeftovers().of(scopes, scope))
        : List.of();
  }

  @Override
  public int handOver(long from, long to) {
    // After the suite there is nobody who could close them.
    return handOver(scopes.of(from), scopes.of(to), id -> to == SUITE);
  }

  @Override
  public ScopeView end(long id, List<Long> settled) {
    Scope scope = scopes.of(id);
    Scope heir = scope.parent() == null ? scope : scope.parent();
    int unused = handOver(scope, heir, settled::contains);
    scopes.end(scope);
    return new ScopeView(scope.id(), scope.name(), scope.opened(), scope.closed());
  }

  private int handOver(Scope from, Scope to, LongPredicate isSettled) {
    return ScopeLeftovers.areLikely(table, scopes, from)
        ? BlockingOperation.ask(
            inbox, desk -> desk.scopeLeftovers().handOver(scopes, from, to, isSettled))
        : 0;
  }
}
