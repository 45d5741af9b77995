package dev.sockwatch.hooks;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The loader of the agent: sees the JDK and what is in the jar under one folder, and nothing of the
 * application.
 *
 * <p>It stands in java.base so that the application, which may hold it, cannot reach into it: who
 * could, would define classes among the agent's.
 */
public final class AgentLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;
  private final String folder;
  private final ProtectionDomain domain;

  /**
   * A loader of classes.
   *
   * @param folder where in the jar they are, with a slash at its end
   * @param domain of the jar, and of all classes
   */
  public AgentLoader(ClassLoader parent, JarFile jar, String folder, ProtectionDomain domain) {
    super(parent);
    this.jar = jar;
    this.folder = folder;
    this.domain = domain;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      ZipEntry entry = jar.getEntry(folder + name);
      return entry == null ? null : jar.getInputStream(entry);
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    try {
      return jar.getEntry(folder + name) == null
          ? null
          : new URL("jar:" + domain.getCodeSource().getLocation() + "!/" + folder + name);
    } catch (MalformedURLException e) {
      return null;
    }
  }

  /** As classes of a named module are asked for their resources. */
  @Override
  protected @Nullable URL findResource(@Nullable String module, String name) {
    return findResource(name);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL found = findResource(name);
    return found == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(Collections.singleton(found));
  }
}
