package dev.sockwatch.tests.violations.report;

import dev.sockwatch.tests.violations.hooks.ForeignCalls;

/** A system call outside the kernel package. */
final class CallsNativeCode {
  int call() {
    return ForeignCalls.getsockopt();
  }
}
