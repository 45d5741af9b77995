package dev.sockwatch.tests.violations.report;

import net.bytebuddy.jar.asm.Type;

/** Bytecode outside the weaver. */
final class UsesByteBuddy {
  Type type() {
    return Type.INT_TYPE;
  }
}
