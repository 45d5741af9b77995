package dev.sockwatch.weave;

import java.util.List;
import java.util.Locale;
import net.bytebuddy.jar.asm.Type;

/**
 * One row of the table of woven methods: in this class, that method, at this place, call that door.
 *
 * @param event what a reader loses when no row of this event is woven
 * @param className internal name of the class, e.g. {@code sun/nio/ch/NioSocketImpl}; of a native
 *     transport from {@code channel/} on
 * @param method name of the method
 * @param parameters simple names of its parameter types; a trailing ".." stands for any more
 * @param place where in the method
 * @param door method of {@code SocketHooks}, or of {@code TransportHooks} for a native transport
 * @param operands what it is given, in order
 */
record Hook(
    Event event,
    String className,
    String method,
    String parameters,
    Place place,
    String door,
    List<Operand> operands) {

  /** The events, and what it costs not to see them. */
  enum Event {
    OPEN("sockets of this kind are not seen at all"),
    ACCEPT("accepted connections of this kind are not seen"),
    CONNECT("connections of this kind are taken for sockets that never connected"),
    CONNECT_FAILURE("why a connect failed is not shown"),
    LISTEN("listeners of this kind are taken for sockets that never connected"),
    DATA("the line that read the end of input is not known: close-wait cannot be certain"),
    RESET("connections that the peer resets are not reported"),
    SHUTDOWN("an end of input after a local shutdownInput is taken for the peer's"),
    CLOSE("a close by the program looks like a garbage collection: no close-pending"),
    RELEASE("closed descriptors stay in the table until /proc shows that they are gone"),
    EXHAUSTION("no dump of the descriptors at \"too many open files\""),
    REQUEST("requests of clients that connect on threads of their own have no span"),
    EXIT("the last report is taken while the application's shutdown hooks run");

    private final String consequence;

    Event(String consequence) {
      this.consequence = consequence;
    }

    String consequence() {
      return consequence;
    }

    /** The word used in messages. */
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Where in the method the door is called. */
  enum Place {
    /** Before the first instruction. */
    ENTRY,
    /** Before each return; a result that is an operand is duplicated. */
    RETURN,
    /** When an exception leaves the method; it is the first operand and is thrown on. */
    THROW,
    /**
     * When the method has caught one and puts the address into its text: after each static call
     * that returns an {@code IOException}, which stays on the stack.
     */
    CAUGHT
  }

  /** What a door can be given. */
  enum Operand {
    /** The returned value, which stays on the stack. */
    RESULT,
    /** The thrown or caught exception, which stays on the stack. */
    FAILURE,
    /** {@code this}. */
    THIS,
    /** The {@code fd} field of {@code this}. */
    FD,
    /** The first parameter. */
    FIRST,
    /** The first parameter, as the class that is woven. */
    FIRST_AS_OWNER,
    /** The {@code fd} field of the first parameter, an object of the class that is woven. */
    FD_OF_FIRST,
    /** {@code SocketHooks.SOCKET}. */
    SOCKET,
    /** {@code SocketHooks.CHANNEL}. */
    CHANNEL,
    /** {@code SocketHooks.ASYNCHRONOUS_CHANNEL}. */
    ASYNCHRONOUS_CHANNEL,
    /** {@code SocketHooks.DATAGRAM}. */
    DATAGRAM,
    /** {@code SocketHooks.NATIVE_CHANNEL}. */
    NATIVE_CHANNEL,
    /** {@code SocketHooks.NATIVE_DATAGRAM}. */
    NATIVE_DATAGRAM,
    /** The second parameter. */
    SECOND,
    /** The first parameter, of any class. */
    FIRST_AS_OBJECT,
    /** The second parameter, likewise. */
    SECOND_AS_OBJECT,
    /** {@code this.intValue()}, of a descriptor object of a native transport. */
    NUMBER,
    /** {@code this.fd().intValue()}, of a channel of a native transport. */
    CHANNEL_NUMBER,
    /** The channel around {@code this}. */
    OUTER,
    /** {@code intValue()} of the descriptor of the channel around {@code this}. */
    OUTER_NUMBER,
    /** The promise of the channel's pending connect, or null. */
    PENDING_CONNECT
  }

  /** Whether this row is about a method of its class. */
  boolean matches(String name, String descriptor) {
    if (!method.equals(name)) {
      return false;
    }
    String actual = simpleParameters(descriptor);
    if (!parameters.endsWith("..")) {
      return actual.equals(parameters);
    }
    String prefix = parameters.substring(0, parameters.length() - 2);
    return prefix.isEmpty() || actual.equals(prefix) || actual.startsWith(prefix + ",");
  }

  /** {@code (Ljava/io/FileDescriptor;J)I} as {@code FileDescriptor,long}. */
  private static String simpleParameters(String descriptor) {
    StringBuilder names = new StringBuilder();
    for (Type type : Type.getArgumentTypes(descriptor)) {
      String name = type.getClassName();
      names
          .append(names.length() == 0 ? "" : ",")
          .append(name.substring(name.lastIndexOf('.') + 1));
    }
    return names.toString();
  }

  /**
   * Whether its class belongs to a native transport, named without the package it may be moved to.
   */
  boolean isOfTransport() {
    return className.startsWith("channel/");
  }

  /** How it is named in messages: {@code sun.nio.ch.NioSocketImpl.create}. */
  String target() {
    return className.replace('/', '.') + "." + method;
  }
}
