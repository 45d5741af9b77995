package dev.sockwatch.table;

/** Whether a failure says that this process has no descriptor left. */
final class DescriptorExhaustion {
  private DescriptorExhaustion() {}

  /** EMFILE; the host's own limit (ENFILE) reads "Too many open files in system". */
  static boolean isTold(Throwable failure) {
    String message = failure.getMessage();
    return message != null
        && message.contains("Too many open files")
        && !message.contains("in system");
  }
}
