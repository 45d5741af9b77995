package dev.sockwatch.cli;

import dev.sockwatch.api.PrintableText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Properties;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;

/** The command line: {@code java -jar sockwatch-agent.jar <command>}. */
public final class Main {
  private Main() {}

  /** Runs one command and ends this JVM with its exit code. */
  public static void main(String[] words) {
    Charset charset = Charset.defaultCharset();
    PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, charset);
    PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, charset);
    ProcFolder proc = new ProcFolder();
    Caller caller = Caller.ofThisProcess(proc, words);
    Session session =
        new Session(
            caller,
            patience -> new LinuxMachine(proc, caller, patience),
            version(),
            Terminal.ofThisProcess(),
            out);
    int exit = run(session, err, words);
    out.flush();
    System.exit(exit);
  }

  static int run(Session session, PrintWriter err, String... words) {
    return commandLine(session, err).execute(words);
  }

  private static CommandLine commandLine(Session session, PrintWriter err) {
    CommandLine all =
        new CommandLine(new SockwatchCommand())
            .addSubcommand(new ListCommand(session))
            .addSubcommand(new AttachCommand(session))
            .addSubcommand(new ReportCommand(session))
            .addSubcommand(new WatchCommand(session))
            .addSubcommand(new OffCommand(session))
            .addSubcommand(new OnCommand(session))
            .addSubcommand(new SelftestCommand(session))
            .addSubcommand(new ProbeCommand())
            .addSubcommand(new GenerateCompletion());
    all.getCommandSpec().mixinStandardHelpOptions(true);
    all.getCommandSpec().version("sockwatch " + session.version());
    all.getSubcommands().values().forEach(c -> c.getCommandSpec().mixinStandardHelpOptions(true));
    return all.registerConverter(DurationOption.class, new DurationOption.Converter())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(session.out())
        .setErr(err)
        .setExecutionExceptionHandler(
            (e, command, result) -> {
              session.out().flush();
              boolean isSaid = e instanceof ObstacleException;
              err.println(
                  "sockwatch: " + (isSaid ? e.getMessage() : PrintableText.of(e.toString())));
              return ReportOptions.NOT_ASKED;
            });
  }

  /** Written by the build. */
  private static String version() {
    try (InputStream in = Main.class.getResourceAsStream("/sockwatch-version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown");
    } catch (IOException | RuntimeException e) {
      return "unknown";
    }
  }
}
