package dev.sockwatch.agent;

import dev.sockwatch.agent.management.AgentOperations;
import dev.sockwatch.agent.management.BlockingOperation;
import dev.sockwatch.agent.management.CommandOperation;
import dev.sockwatch.agent.management.OperationQueue;
import dev.sockwatch.control.Request;
import dev.sockwatch.isolation.AgentPackages;
import dev.sockwatch.weave.HookInstaller;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The calls that cross from the door into the isolated loader. */
public final class AgentStarter {
  private static @Nullable OperationQueue queue;

  private AgentStarter() {}

  /**
   * Called by reflection from the door in premain, before the application. It takes what premain
   * takes: for parameters of other types the JDK would make method handles of its own, 7 ms.
   */
  public static void startEarly(String arguments, Instrumentation instrumentation)
      throws Exception {
    start(arguments, instrumentation, true);
  }

  /** Called by reflection from the door in agentmain, where the application runs already. */
  public static void startLate(String arguments, Instrumentation instrumentation) throws Exception {
    AgentPackages.open();
    start(arguments, instrumentation, false);
  }

  /** A second call changes nothing, and says what of it is not used. */
  private static synchronized void start(
      String arguments, Instrumentation instrumentation, boolean isEarly) throws Exception {
    if (queue == null) {
      HookInstaller.install();
      // Links to the hooks: not to be touched before.
      queue = AgentAssembly.start(arguments, instrumentation, isEarly);
    } else if (!arguments.isEmpty()) {
      AgentPackages.open(); // the first one's thread may not have come so far
      LoggerFactory.getLogger("sockwatch")
          .warn("is in this JVM already and keeps its settings; not used: {}", arguments);
    }
  }

  /**
   * Called by reflection from the door when a test of this JVM wants to ask: the MXBeans are there
   * when this returns; false where no agent was started.
   */
  public static synchronized boolean manage() {
    return queue != null && BlockingOperation.ask(queue, AgentStarter::manage);
  }

  private static boolean manage(AgentOperations operations) {
    operations.manage();
    return true;
  }

  /**
   * Called by reflection from the door when a command asks something: of the agent that is inside,
   * or of one that this starts.
   */
  public static synchronized void request(String arguments, Instrumentation instrumentation)
      throws Exception {
    AgentPackages.open();
    Request request = Request.parse(arguments);
    CommandOperation command = new CommandOperation(request);
    if (queue == null && request.command() != Request.Command.ATTACH) {
      command.refused("Sockwatch is not in this JVM; attach it first");
      return;
    }
    if (queue != null) {
      command.isSecond();
    }
    start(request.settings(), instrumentation, false);
    if (queue != null) {
      queue.put(command);
    }
  }
}
