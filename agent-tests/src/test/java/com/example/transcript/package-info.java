/** A program that makes every call of the JDK's sockets and writes down what came of each. */
@NullMarked
package com.example.transcript;

import org.jspecify.annotations.NullMarked;
