package dev.sockwatch.tests.violations.junit;

import com.google.gson.JsonObject;

/** Something that the users' tests may not have. */
record UsesALibrary(JsonObject view) {}
