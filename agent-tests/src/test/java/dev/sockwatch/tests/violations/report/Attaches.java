package dev.sockwatch.tests.violations.report;

import com.sun.tools.attach.VirtualMachine;

/** Another JVM asked from inside this one. */
final class Attaches {
  int number() {
    return VirtualMachine.list().size();
  }
}
