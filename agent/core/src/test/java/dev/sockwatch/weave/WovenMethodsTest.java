package dev.sockwatch.weave;

import static dev.sockwatch.weave.WovenTarget.row;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sockwatch.weave.Hook.Operand;
import dev.sockwatch.weave.Hook.Place;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Woven methods do what they did, and tell the doors what they must, in order. */
class WovenMethodsTest {
  @BeforeEach
  void forget() {
    Told.forget();
  }

  @Test
  void entry_isToldBeforeTheBody_andReturnAfterIt() throws Throwable {
    WovenTarget woven =
        new WovenTarget(
            row("nothing", "", Place.ENTRY, "entered"),
            row("nothing", "", Place.RETURN, "returned"));

    call(woven, "nothing");

    assertThat(Told.EVENTS).containsExactly("entered", "body", "returned");
    assertThat(woven.took).hasSize(2);
  }

  @Test
  void rowsOfOnePlace_areToldInTheirOrder() throws Throwable {
    WovenTarget woven =
        new WovenTarget(
            row("nothing", "", Place.ENTRY, "second"),
            row("nothing", "", Place.ENTRY, "entered"),
            row("nothing", "", Place.RETURN, "returned"),
            row("nothing", "", Place.RETURN, "second"));

    call(woven, "nothing");

    assertThat(Told.EVENTS).containsExactly("second", "entered", "body", "returned", "second");
  }

  @Test
  void everyReturn_isTold() throws Throwable {
    WovenTarget woven =
        new WovenTarget(row("sumOfOdds", "int", Place.RETURN, "returned", Operand.RESULT));

    assertThat(call(woven, "sumOfOdds", 10)).isEqualTo(25);
    assertThat(call(woven, "sumOfOdds", 1000)).isEqualTo(-1);

    assertThat(Told.EVENTS).containsExactly("returned 25", "returned -1");
  }

  @Test
  void wideParametersAndResults_areUntouched() throws Throwable {
    WovenTarget woven =
        new WovenTarget(
            row("wide", "long,double..", Place.ENTRY, "entered"),
            row("wide", "long,double..", Place.RETURN, "returned", Operand.RESULT),
            row("wide", "long,double..", Place.THROW, "threw", Operand.FAILURE),
            row("half", "double", Place.RETURN, "returned", Operand.RESULT),
            row("isPositive", "long..", Place.RETURN, "returned", Operand.RESULT));

    assertThat(call(woven, "wide", 1L << 40, 2.0, "object", 4L)).isEqualTo((1L << 40) + 6);
    assertThat(call(woven, "half", 5.0)).isEqualTo(2.5);
    assertThat(call(woven, "isPositive", 3L, -1.0)).isEqualTo(false);

    assertThat(Told.EVENTS)
        .containsExactly(
            "entered", "body", "returned 1099511627782", "returned 2.5", "returned false");
  }

  @Test
  void staticMethod_passesItsFirstParameter() throws Throwable {
    WovenTarget woven =
        new WovenTarget(
            row("name", "FileDescriptor..", Place.ENTRY, "entered", Operand.FIRST),
            row("name", "FileDescriptor..", Place.RETURN, "returned", Operand.RESULT),
            row("name", "FileDescriptor..", Place.THROW, "threw", Operand.FAILURE));

    assertThat(call(woven, "name", FileDescriptor.out, "!")).isEqualTo("true!");

    assertThat(Told.EVENTS).containsExactly("entered with fd", "returned true!");
    assertThat(Told.OBJECTS.get(0)).isSameAs(FileDescriptor.out);
  }

  @Test
  void thisAndItsDescriptor_arePassed() throws Throwable {
    WovenTarget woven =
        new WovenTarget(
            row(
                "nothing",
                "",
                Place.ENTRY,
                "entered",
                Operand.THIS,
                Operand.FD,
                Operand.ASYNCHRONOUS_CHANNEL),
            row("nothing", "", Place.RETURN, "entered", Operand.THIS, Operand.FD, Operand.SOCKET));

    call(woven, "nothing");

    assertThat(Told.EVENTS)
        .containsExactly("entered by target null 2", "body", "entered by target null 0");
  }

  @Test
  void constructor_isToldAtItsEnd() throws Throwable {
    WovenTarget woven =
        new WovenTarget(
            row(
                "<init>",
                "FileDescriptor",
                Place.RETURN,
                "entered",
                Operand.THIS,
                Operand.FD,
                Operand.CHANNEL));

    woven.load().getConstructor(FileDescriptor.class).newInstance(FileDescriptor.in);

    assertThat(Told.EVENTS).containsExactly("constructed", "entered by target fd 1");
    assertThat(Told.OBJECTS.get(1)).isSameAs(FileDescriptor.in);
  }

  @Test
  void firstParameterAsOwner_isPassedWithItsDescriptor() throws Throwable {
    WovenTarget woven =
        new WovenTarget(
            row(
                "take",
                "Object",
                Place.RETURN,
                "entered",
                Operand.FIRST_AS_OWNER,
                Operand.FD_OF_FIRST,
                Operand.DATAGRAM));
    Object other = woven.load().getConstructor().newInstance();

    call(woven, "take", other);

    assertThat(Told.EVENTS).containsExactly("entered by target fd 3");
    assertThat(Told.OBJECTS.get(0)).isSameAs(FileDescriptor.out);
  }

  @Test
  void exception_isToldAndThrownOn() {
    WovenTarget woven =
        new WovenTarget(
            row("fail", "Exception", Place.ENTRY, "entered"),
            row("fail", "Exception", Place.RETURN, "returned"),
            row("fail", "Exception", Place.THROW, "threw", Operand.FAILURE),
            row(
                "fail",
                "Exception",
                Place.THROW,
                "threw",
                Operand.FAILURE,
                Operand.THIS,
                Operand.FD));
    Exception failure = new Exception("refused");

    Throwable thrown = catchThrowable(() -> call(woven, "fail", failure));

    assertThat(thrown).isSameAs(failure);
    assertThat(thrown.getSuppressed()).isEmpty();
    assertThat(Told.EVENTS)
        .containsExactly("entered", "body", "threw refused", "threw refused target");
    assertThat(Told.OBJECTS.get(2)).isSameAs(failure);
    assertThat(Told.OBJECTS.get(3)).isSameAs(failure);
  }

  @Test
  void parametersOfEveryKind_areKeptForTheHandler() throws Throwable {
    WovenTarget woven =
        new WovenTarget(
            row("failBelowZero", "..", Place.THROW, "threw", Operand.FAILURE),
            row("failBelowZero", "..", Place.RETURN, "returned", Operand.RESULT));

    assertThat(failBelowZero(woven, 9)).isEqualTo(1 + 'a' + 2 + 1 + 3 + 4 + 5 + 9);
    assertThat(catchThrowable(() -> failBelowZero(woven, -1)))
        .isInstanceOf(IOException.class)
        .hasMessage("below zero");

    assertThat(Told.EVENTS).containsExactly("returned 122", "threw below zero");
  }

  @Test
  void caughtException_isNotTold() throws Throwable {
    WovenTarget woven =
        new WovenTarget(
            row("recover", "..", Place.THROW, "threw", Operand.FAILURE),
            row("recover", "..", Place.RETURN, "returned", Operand.RESULT));

    assertThat(call(woven, "recover", new IllegalStateException("inner"))).isEqualTo("caught");

    assertThat(Told.EVENTS).containsExactly("body", "caught", "finally", "returned caught");
  }

  @Test
  void exceptionOutOfAHandler_isToldOnce() {
    WovenTarget woven =
        new WovenTarget(row("failAgain", "..", Place.THROW, "threw", Operand.FAILURE));

    Throwable thrown =
        catchThrowable(() -> call(woven, "failAgain", new IllegalStateException("inner")));

    assertThat(thrown).isInstanceOf(IllegalArgumentException.class).hasMessage("again");
    assertThat(Told.EVENTS).containsExactly("finally", "threw again");
  }

  @Test
  void exceptionOutOfLocks_releasesThem() {
    WovenTarget woven =
        new WovenTarget(
            row("failLocked", "..", Place.ENTRY, "entered"),
            row("failLocked", "..", Place.THROW, "threw", Operand.FAILURE));
    Object lock = new Object();

    Throwable thrown = catchThrowable(() -> call(woven, "failLocked", lock));

    assertThat(thrown).isInstanceOf(UnsupportedOperationException.class);
    assertThat(Told.EVENTS).containsExactly("entered", "threw locked");
    assertThat(Thread.holdsLock(lock)).isFalse();
  }

  /** Doors never fail; if one did, the connect had not failed for that. */
  @Test
  void doorThatFailsAtEntry_isNotAFailureOfTheMethod() {
    WovenTarget woven =
        new WovenTarget(
            row("nothing", "", Place.ENTRY, "entered"),
            row("nothing", "", Place.THROW, "threw", Operand.FAILURE));
    Told.fail();

    Throwable thrown = catchThrowable(() -> call(woven, "nothing"));

    assertThat(thrown).hasMessage("a door failed");
    assertThat(Told.EVENTS).containsExactly("entered");
  }

  private static Object failBelowZero(WovenTarget woven, long number) throws Throwable {
    return requireNonNull(
        call(
            woven,
            "failBelowZero",
            (byte) 1,
            'a',
            (short) 2,
            true,
            3.5f,
            new int[4],
            new String[5][],
            number));
  }

  /** Calls a method of a woven object, and throws what it throws. */
  private static @Nullable Object call(WovenTarget woven, String name, Object... arguments)
      throws Throwable {
    Class<?> type = woven.load();
    Method method =
        Arrays.stream(type.getDeclaredMethods())
            .filter(m -> m.getName().equals(name))
            .findFirst()
            .orElseThrow();
    try {
      return method.invoke(type.getConstructor().newInstance(), arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
