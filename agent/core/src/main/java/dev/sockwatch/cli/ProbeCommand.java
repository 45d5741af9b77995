package dev.sockwatch.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code probe}: what {@code selftest} runs in JVMs of its own. */
@Command(
    name = "probe",
    hidden = true,
    description = "Open and close sockets on loopback; selftest runs this in a JVM of its own.")
final class ProbeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "<path>")
  private Probe probe = Probe.SOCKETS;

  @Override
  public Integer call() throws Exception {
    probe.deeds().run();
    return 0;
  }
}
