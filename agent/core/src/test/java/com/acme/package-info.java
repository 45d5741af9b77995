/** Code outside the agent, for tests of who is blamed. */
@NullMarked
package com.acme;

import org.jspecify.annotations.NullMarked;
