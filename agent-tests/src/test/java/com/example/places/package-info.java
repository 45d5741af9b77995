/** What runs wherever a JVM can run: it needs java.base and nothing else. */
@NullMarked
package com.example.places;

import org.jspecify.annotations.NullMarked;
