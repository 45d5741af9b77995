package com.example.probes;

/** Opens nothing; says that it runs and waits until its input ends. */
final class Waits {
  private Waits() {}

  public static void main(String[] args) throws Exception {
    System.out.println("ready");
    int unused = System.in.read();
  }
}
