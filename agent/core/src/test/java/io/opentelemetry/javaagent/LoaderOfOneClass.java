package io.opentelemetry.javaagent;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks like the loader of the OpenTelemetry agent: by its name, and for one class of the tests.
 */
public final class LoaderOfOneClass extends ClassLoader {
  private final Class<?> copied;

  /** A loader with a class of its own of that name. */
  public LoaderOfOneClass(Class<?> copied) {
    super(copied.getClassLoader());
    this.copied = copied;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return name.equals(copied.getName()) ? define() : super.loadClass(name, resolve);
  }

  private Class<?> define() throws ClassNotFoundException {
    String file = copied.getName().replace('.', '/') + ".class";
    try (@Nullable InputStream in = copied.getClassLoader().getResourceAsStream(file)) {
      byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
      return defineClass(copied.getName(), bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(file, e);
    }
  }
}
