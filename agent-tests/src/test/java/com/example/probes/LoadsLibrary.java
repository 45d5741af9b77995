package com.example.probes;

/** Loads the native library that is named. */
final class LoadsLibrary {
  private LoadsLibrary() {}

  public static void main(String[] args) {
    System.load(args[0]);
    System.out.println("loaded");
  }
}
