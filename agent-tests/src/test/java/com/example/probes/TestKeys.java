package com.example.probes;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key made by the running JDK's keytool, and a TLS context that both owns and trusts it. */
final class TestKeys {
  private static final String PASSWORD = "changeit";

  private TestKeys() {}

  static SSLContext context() throws Exception {
    Path folder = Files.createTempDirectory("probe");
    Path file = folder.resolve("keys.p12");
    try {
      generate(file);
      return context(file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static void generate(Path file) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "probe",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String output =
        new String(keytool.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool failed: " + output);
    }
  }

  private static SSLContext context(Path file) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(file)) {
      keys.load(content, PASSWORD.toCharArray());
    }
    KeyManagerFactory owned =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    owned.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(owned.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
