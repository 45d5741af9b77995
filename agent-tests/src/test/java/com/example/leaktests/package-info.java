/** Tests as users write them, with and without leaks; run in JVMs of their own. */
@NullMarked
package com.example.leaktests;

import org.jspecify.annotations.NullMarked;
