/** Which methods of the JDK are woven, and with what. The only user of Byte Buddy. */
@NullMarked
package dev.sockwatch.weave;

import org.jspecify.annotations.NullMarked;
