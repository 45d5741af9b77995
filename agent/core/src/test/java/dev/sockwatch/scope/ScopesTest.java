package dev.sockwatch.scope;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sockwatch.agent.view.Attribution;
import dev.sockwatch.agent.view.ScopeLeftovers;
import dev.sockwatch.hooks.SocketHooks;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.table.RecordingListener;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each socket has one scope that answers for it. */
class ScopesTest {
  private static final int FD = 7;

  private final SocketTable table = new SocketTable(new RecordingListener());
  private final CallStacks stacks = new CallStacks(KnownLibraries.load(List.of()));
  private final Scopes scopes = new Scopes();
  private final Object owner = new Object();

  private final Scope type = scopes.open("Type", null, scopes.suite());
  private final Scope test = scopes.open("Type.test", null, type);

  @Test
  void enteredThread_opensForItsScope() {
    scopes.enter(test);
    open();
    scopes.leave();

    assertThat(attribution()).isEqualTo(new Attribution(test, null));
    assertThat(test.opened()).isEqualTo(1);
    table.released(FD);
    assertThat(test.closed()).isEqualTo(1);
  }

  @Test
  void childThread_opensForTheScopeOfItsMaker() throws Exception {
    scopes.enter(test);
    Thread child = new Thread(this::open);
    scopes.leave();
    start(child);

    assertThat(attribution()).isEqualTo(new Attribution(test, null));
  }

  @Test
  void threadOfAnEndedScope_isNotBelieved() throws Exception {
    scopes.enter(test);
    Thread child = new Thread(this::open, "late");
    scopes.leave();
    scopes.end(test);
    start(child);

    Attribution found = requireNonNull(attribution());
    assertThat(found.scope()).isSameAs(type);
    assertThat(found.reason())
        .isEqualTo(
            "thread \"late\" comes from Type.test, which had ended when the socket was opened");
  }

  @Test
  void inheritedToken_isNotBelievedWhereOthersRanBeside() throws Exception {
    scopes.enter(test);
    Thread child = new Thread(this::open, "pool-1-thread-1");
    scopes.leave();
    Scope other = scopes.open("Type.other", null, type);
    start(child);

    Attribution found = requireNonNull(attribution());
    assertThat(found.scope()).isSameAs(type);
    assertThat(found.reason()).contains("others ran at the same time");
    assertThat(other.opened()).isZero();
  }

  @Test
  void inheritedToken_isBelievedWhereTheScopesCodeIsOnTheStack() throws Exception {
    scopes.rename(test, "Type.test", "com.acme.Type.test");
    Scope unused = scopes.open("Type.other", "com.acme.Type.other", type);
    scopes.enter(test);
    Thread child = new Thread(this::open);
    scopes.leave();
    start(child);

    assertThat(scopeBy("com.acme.Type", "test")).isSameAs(test);
    assertThat(scopeBy("com.acme.Type", "lambda$test$0")).isSameAs(test);
    assertThat(scopeBy("com.acme.Type$test$1", "invoke")).isSameAs(test);
    assertThat(scopeBy("com.acme.Type", "lambda$other$0")).isSameAs(type);
    assertThat(scopeBy("com.acme.Type", "test2")).isSameAs(type);
  }

  @Test
  void sameCodeBeside_provesNothing() throws Exception {
    scopes.rename(test, "Type.test [1]", "com.acme.Type.test");
    Scope unused = scopes.open("Type.test [2]", "com.acme.Type.test", type);
    scopes.enter(test);
    Thread child = new Thread(this::open);
    scopes.leave();
    start(child);

    assertThat(scopeBy("com.acme.Type", "test")).isSameAs(type);
  }

  @Test
  void statics_areTheClasss_orTheSuites() {
    scopes.rename(type, "Type", "com.acme.Type.<clinit>");
    scopes.enter(test);
    open();
    scopes.leave();

    assertThat(scopeBy("com.acme.Type", "<clinit>")).isSameAs(type);
    assertThat(scopeBy("com.acme.Singleton", "<clinit>")).isSameAs(scopes.suite());
  }

  @Test
  void enteredToken_isBelievedWhoeverRunsBeside() {
    Scope unused = scopes.open("Type.other", null, type);
    scopes.enter(test);
    open();
    scopes.leave();

    assertThat(attribution()).isEqualTo(new Attribution(test, null));
  }

  @Test
  void threadOfNobody_opensForTheSuite() {
    scopes.beginSuite();
    open();

    assertThat(requireNonNull(attribution()).scope()).isSameAs(scopes.suite());
  }

  @Test
  void socketFromBeforeTheSuite_isNobodys() {
    open();
    scopes.beginSuite();

    assertThat(attribution()).isNull();
    assertThat(ScopeLeftovers.areLikely(table, scopes, scopes.suite())).isFalse();
  }

  @Test
  void settledSocket_isNobodys() {
    scopes.enter(test);
    open();
    scopes.leave();
    TrackedSocket socket = requireNonNull(table.at(FD));
    socket.token(requireNonNull(socket.token()).movedTo(type, true));

    assertThat(attribution()).isNull();
    assertThat(ScopeLeftovers.areLikely(table, scopes, type)).isFalse();
  }

  @Test
  void handedOverSocket_isTheOthers_withTheReason() {
    scopes.enter(test);
    open();
    scopes.leave();
    TrackedSocket socket = requireNonNull(table.at(FD));
    socket.token(requireNonNull(socket.token()).movedTo(type, false));

    assertThat(attribution())
        .isEqualTo(
            new Attribution(
                type, "Type.test opened it and left it open on purpose, e.g. in a pool"));
  }

  @Test
  void innerScope_isLeftForTheOuterOne() {
    scopes.enter(type);
    scopes.enter(test);
    scopes.leave();
    assertThat(scopes.current()).isSameAs(type);
    scopes.leave();
    assertThat(scopes.current()).isSameAs(scopes.suite());
  }

  @Test
  void endedScope_cannotBeEntered() {
    scopes.end(test);
    assertThatThrownBy(() -> scopes.of(test.id()))
        .hasMessageContaining("there is no open scope " + test.id());
    assertThatThrownBy(scopes::leave).hasMessageContaining("in no scope");
  }

  @Test
  void scopesThatNobodyEnds_areBounded() {
    assertThatThrownBy(
            () -> {
              while (true) {
                Scope unused = scopes.open("one more", null, scopes.suite());
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("10000 scopes are open");
  }

  private Scope scopeBy(String className, String method) {
    StackTraceElement frame = new StackTraceElement(className, method, "Type.java", 1);
    CallStack stack =
        new CallStack(
            List.of(frame),
            CallStack.line(frame),
            CallStack.Certainty.APPLICATION,
            CallStack.Moment.OPEN,
            1);
    TrackedSocket socket = requireNonNull(table.at(FD));
    return requireNonNull(Attribution.of(socket, stack, scopes.suite())).scope();
  }

  private void open() {
    table.opened(owner, FD, SocketHooks.CHANNEL);
  }

  private @Nullable Attribution attribution() {
    TrackedSocket socket = requireNonNull(table.at(FD));
    return Attribution.of(socket, socket.opening(stacks), scopes.suite());
  }

  private static void start(Thread thread) throws InterruptedException {
    thread.start();
    thread.join();
  }
}
