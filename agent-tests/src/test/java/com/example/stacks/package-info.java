/**
 * One small program for each network stack: real requests over loopback, everything closed at the
 * end.
 */
@NullMarked
package com.example.stacks;

import org.jspecify.annotations.NullMarked;
