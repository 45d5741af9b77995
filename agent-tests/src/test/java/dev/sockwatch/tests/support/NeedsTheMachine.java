package dev.sockwatch.tests.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks a test that keeps every processor busy, or that measures how long something takes: it runs
 * apart from the others, which have short windows, in an execution of its own (pom.xml).
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("needs-the-machine")
public @interface NeedsTheMachine {}
