/** Programs that bring parts of their own where the JDK lets them, or another agent. */
@NullMarked
package com.example.neighbours;

import org.jspecify.annotations.NullMarked;
