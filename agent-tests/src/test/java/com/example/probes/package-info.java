/**
 * Programs that use sockets in one way each and say what they and their peer counted.
 *
 * <p>They know nothing of the agent. The last line, {@code expect opened=2 accepted=1 ...}, is what
 * anybody who watches the process must have seen.
 */
@NullMarked
package com.example.probes;

import org.jspecify.annotations.NullMarked;
