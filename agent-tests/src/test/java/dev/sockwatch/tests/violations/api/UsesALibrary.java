package dev.sockwatch.tests.violations.api;

import com.google.gson.JsonObject;

/** A view that could not cross class loaders. */
record UsesALibrary(JsonObject view) {}
