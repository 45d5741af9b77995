package dev.sockwatch.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.weave.Hook.Event;
import dev.sockwatch.weave.Hook.Operand;
import dev.sockwatch.weave.Hook.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row is about methods by name and first parameters, since signatures drift at their end. */
class HookTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                       | ()V                                          | true",
        "''                       | (I)V                                         | false",
        "int                      | (I)V                                         | true",
        "int                      | (J)V                                         | false",
        "int                      | (IJ)V                                        | false",
        "..                       | ()V                                          | true",
        "..                       | (IJ[B)V                                      | true",
        "FileDescriptor..         | (Ljava/io/FileDescriptor;)I                  | true",
        "FileDescriptor..         | (Ljava/io/FileDescriptor;JI)I                | true",
        "FileDescriptor..         | (Ljava/io/FileDescriptorX;)I                 | false",
        "FileDescriptor..         | (J)I                                         | false",
        "FileDescriptor..         | ()I                                          | false",
        "Port,FileDescriptor..    | (Lsun/nio/ch/Port;)V                         | false",
        "Port,FileDescriptor..    | (Lsun/nio/ch/Port;Ljava/io/FileDescriptor;)V | true",
        "Port                     | (Lsun/nio/ch/Port;Ljava/io/FileDescriptor;)V | false",
        "byte[]                   | ([B)V                                        | true"
      })
  void parameters_areMatchedFromTheFirst(String parameters, String descriptor, boolean matches) {
    assertThat(hook("connect", parameters).matches("connect", descriptor)).isEqualTo(matches);
    assertThat(hook("connect", parameters).matches("connect0", descriptor)).isFalse();
  }

  @Test
  void target_isNamedAsInJava() {
    assertThat(hook("connect", "..").target()).isEqualTo("sun.nio.ch.Net.connect");
  }

  @Test
  void everyEvent_saysWhatItsLossCosts() {
    for (Event event : Event.values()) {
      assertThat(event.consequence()).isNotBlank();
    }
    assertThat(Event.CONNECT_FAILURE.word()).isEqualTo("connect failure");
  }

  private static Hook hook(String method, String parameters) {
    return new Hook(
        Event.CONNECT,
        "sun/nio/ch/Net",
        method,
        parameters,
        Place.ENTRY,
        "connected",
        List.of(Operand.THIS));
  }
}
