/** The names under which JNI finds the functions of JNA's native library. */
@NullMarked
package com.sun.jna;

import org.jspecify.annotations.NullMarked;
