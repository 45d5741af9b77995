package dev.sockwatch.api;

/**
 * Which Sockwatch watches which JVM.
 *
 * @param version of Sockwatch
 * @param jdk {@code java.runtime.version} of the JVM
 * @param pid process id
 * @param kernelSource how the kernel is asked
 * @param startedAtMillis when watching began
 * @param writtenAtMillis when this was written
 * @param timeScale {@code sockwatch.time.scale}
 * @param atExit whether the JVM was ending
 */
public record AgentView(
    String version,
    String jdk,
    long pid,
    String kernelSource,
    long startedAtMillis,
    long writtenAtMillis,
    double timeScale,
    boolean atExit) {
  /** Of printable text. */
  public AgentView {
    version = PrintableText.of(version);
    jdk = PrintableText.of(jdk);
    kernelSource = PrintableText.of(kernelSource);
  }
}
