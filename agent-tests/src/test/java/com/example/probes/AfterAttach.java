package com.example.probes;

/** Another probe, run when the test says so; all classes it may need are loaded before. */
public final class AfterAttach {
  private AfterAttach() {}

  /** The main class to run is the first argument. */
  public static void main(String[] args) throws Exception {
    EveryPath.useOnce();
    System.out.println("ready");
    StandardInput.next();
    Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
  }
}
