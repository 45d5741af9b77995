package dev.sockwatch.tests.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a test that takes a {@link Jdk} on one JDK of the matrix, each method on another, where what
 * is tested lies above the hooks and the kernel sources; with the profile "long" on each.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}", allowZeroInvocations = true)
@ArgumentsSource(AnyJdkProvider.class)
public @interface AnyJdk {}
