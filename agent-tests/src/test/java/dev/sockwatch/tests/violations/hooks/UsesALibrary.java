package dev.sockwatch.tests.violations.hooks;

import com.google.gson.Gson;

/** Hooks with a library: it would have to be inside java.base. */
final class UsesALibrary {
  Gson library() {
    return new Gson();
  }
}
