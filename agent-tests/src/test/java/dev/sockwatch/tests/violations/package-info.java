/**
 * Planted violations: each class breaks one architecture rule, to prove that the rule sees it.
 *
 * <p>The packages mirror those of the agent.
 */
@NullMarked
package dev.sockwatch.tests.violations;

import org.jspecify.annotations.NullMarked;
