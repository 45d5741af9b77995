package dev.sockwatch.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test fails when it, or its class, leaves a socket open.
 *
 * <p>Sockets opened by the test's thread, and by threads made for the test, are the test's; those
 * opened in {@code @BeforeAll} or by threads from there are the class's. The check comes after
 * {@code @AfterEach}, {@code @AfterAll} and all other extensions.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(SocketLeakExtension.class)
public @interface NoSocketLeaks {
  /** How long a socket may stay open after the end, such as {@code 500ms}; else {@code 5s}. */
  String grace() default "";

  /** Who answers for a socket that a test opens. */
  ScopeLevel level() default ScopeLevel.METHOD;

  /**
   * Sockets that may stay open: {@code openedBy=com.acme.Pool} (class or package on the opening
   * stack), {@code listeningOn=8080}, {@code connectedTo=10.0.0.1:5432} or {@code *:5432}, {@code
   * pooledBy=com.acme.http} (idle connections opened by that client). They are counted.
   */
  String[] ignore() default {};

  /** Findings that fail the test as well, such as {@code close-wait}. */
  String[] alsoFailOn() default {};
}
