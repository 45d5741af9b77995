package dev.sockwatch.weave;

import dev.sockwatch.weave.Hook.Event;
import dev.sockwatch.weave.Hook.Operand;
import dev.sockwatch.weave.Hook.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;
import org.jspecify.annotations.Nullable;

/** Weaves {@link Target} and defines it in a loader of its own, with doors that tell. */
final class WovenTarget extends ClassLoader {
  private static final String DOORS = "dev.sockwatch.hooks.SocketHooks";
  private static final String TARGET = Target.class.getName();

  /** The rows that took. */
  final List<Hook> took = new ArrayList<>();

  private final byte[] woven;

  WovenTarget(Hook... hooks) {
    super(WovenTarget.class.getClassLoader());
    woven = ClassWeaver.weave(bytesOf(Target.class), List.of(hooks), took);
  }

  static Hook row(String method, String parameters, Place place, String door, Operand... operands) {
    String className = TARGET.replace('.', '/');
    return new Hook(Event.OPEN, className, method, parameters, place, door, List.of(operands));
  }

  static byte[] bytesOf(Class<?> type) {
    String resource = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The woven class, accepted by the verifier. */
  Class<?> load() throws ClassNotFoundException {
    return Class.forName(TARGET, true, this);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      byte @Nullable [] own = name.equals(TARGET) ? woven : name.equals(DOORS) ? doors() : null;
      if (loaded != null || own == null) {
        return loaded != null ? loaded : super.loadClass(name, resolve);
      }
      return defineClass(name, own, 0, own.length);
    }
  }

  private static byte[] doors() {
    String from = TellingDoors.class.getName().replace('.', '/');
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytesOf(TellingDoors.class))
        .accept(
            new ClassRemapper(
                writer, new SimpleRemapper(Opcodes.ASM9, Map.of(from, DOORS.replace('.', '/')))),
            0);
    return writer.toByteArray();
  }
}
