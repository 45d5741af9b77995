package dev.sockwatch.tests.support;

import java.util.List;

/** How a command of the agent jar ended, and what it printed. */
public record CommandResult(List<String> command, int exit, List<String> out, List<String> err) {}
