package dev.sockwatch.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scopes of a running agent, under the name {@link #NAME}: a test, a test class, or any stretch of
 * work that should have closed its sockets when it ends.
 *
 * <p>The calling thread is what {@link #enter} and {@link #leave} are about: they make sense only
 * inside the watched JVM.
 */
@Description("Stretches of work that should close the sockets they open")
public interface ScopesMXBean {
  /** The object name. */
  String NAME = "dev.sockwatch:type=Scopes";

  /** The scope that encloses all others. */
  long SUITE = 0;

  @Description("The suite begins now: what is open already is not its business")
  void beginSuite();

  @Description("Opens a scope and returns its id, which is never used again")
  long open(
      @Description("what people call it") String name,
      @Description("class and method whose stack frames prove that its code runs, or null")
          @Nullable String site,
      @Description("the enclosing scope, 0 for the suite") long parent);

  @Description("Says what a scope is about, where that turns out after it was opened")
  void rename(
      @Description("id of an open scope") long scope,
      @Description("what people call it") String name,
      @Description("as for open") @Nullable String site);

  @Description("The calling thread, and those it makes, work for this scope from now on")
  void enter(@Description("id of an open scope") long scope);

  @Description("The calling thread works for whom it did before it entered")
  void leave();

  @Description("The innermost scope that the calling thread works for; 0 is the suite")
  long getCurrent();

  @Description("What the scope has opened and is open now, as the kernel says now")
  List<LeftSocketView> left(@Description("id of an open scope") long scope);

  @Description(
      "What is open now of the scope belongs to another one from now on, or to nobody if that is"
          + " the suite; returns how many sockets that are")
  int handOver(
      @Description("id of an open scope") long scope,
      @Description("id of the scope that answers for it, usually an enclosing one") long to);

  @Description("Ends the scope; what it leaves belongs to the enclosing one")
  ScopeView end(
      @Description("id of an open scope") long scope,
      @Description("ids of sockets that are settled: nobody answers for them any more")
          List<Long> settled);
}
