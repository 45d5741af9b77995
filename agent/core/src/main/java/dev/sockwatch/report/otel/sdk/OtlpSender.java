package dev.sockwatch.report.otel.sdk;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends one signal's batches, one after the other, on the thread that all signals share. */
final class OtlpSender implements HttpSender {
  private static final long MAX_RETRY_PAUSE_NANOS = 5_000_000_000L;

  private static final long FIRST_LOOKUP_NANOS = 3_000_000_000L;

  private final long madeAtNanos = System.nanoTime();
  private final HttpSenderConfig config;
  private final CollectorHealth collector;
  private final Executor exportThread;
  private volatile @Nullable HttpPost inFlight;

  OtlpSender(HttpSenderConfig config, CollectorHealth collector, Executor exportThread) {
    this.config = config;
    this.collector = collector;
    this.exportThread = exportThread;
  }

  /** The caller may use the message again when this returns. */
  @Override
  public void send(
      MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
    try {
      byte[] body = body(message);
      exportThread.execute(() -> exchange(body, onResponse, onError));
    } catch (IOException | RejectedExecutionException e) {
      onError.accept(e);
    }
  }

  private byte[] body(MessageWriter message) throws IOException {
    Compressor compressor = config.getCompressor();
    ByteArrayOutputStream body = new ByteArrayOutputStream(8192);
    if (compressor == null) {
      message.writeMessage(body);
    } else {
      try (OutputStream compressed = compressor.compress(body)) {
        message.writeMessage(compressed);
      }
    }
    return body.toByteArray();
  }

  private void exchange(
      byte[] body, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
    try {
      letTheProgramBegin();
      if (!collector.isWorthTrying(System.nanoTime())) {
        onError.accept(new IOException("the collector is away"));
        return;
      }
      int status = exchange(body);
      if (status / 100 == 2) {
        collector.answered();
      } else {
        collector.refused(status, System.nanoTime());
      }
      onResponse.accept(new Status(status));
    } catch (IOException e) {
      collector.failed(e, System.nanoTime());
      onError.accept(e);
    } catch (RuntimeException | LinkageError e) {
      collector.failed(new IOException(e), System.nanoTime());
      onError.accept(e);
    }
  }

  /**
   * The first look-up of a name in a JVM fixes how long addresses are kept, for which the program
   * sets {@code networkaddress.cache.ttl} in its first lines.
   */
  private void letTheProgramBegin() throws InterruptedIOException {
    long left = FIRST_LOOKUP_NANOS - (System.nanoTime() - madeAtNanos);
    if (left > 0 && HttpPost.isNamed(config.getEndpoint())) {
      boolean unused = pause(left);
    }
  }

  /** Again while the collector says that it is busy, as often as the policy says. */
  private int exchange(byte[] body) throws IOException {
    RetryPolicy policy = config.getRetryPolicy();
    int attempts = policy == null ? 1 : policy.getMaxAttempts();
    long pause = policy == null ? 0 : policy.getInitialBackoff().toNanos();
    for (int attempt = 1; ; attempt++) {
      HttpPost post =
          new HttpPost(config.getEndpoint(), config.getSslContext(), config.getTimeout());
      inFlight = post;
      HttpPost.Answer answer;
      try {
        answer = post.send(headers(), body, config.getConnectTimeout());
      } finally {
        inFlight = null;
      }
      if (!isBusy(answer.status()) || attempt >= attempts) {
        return answer.status();
      }
      long asked = Math.max(pause, answer.retryAfterSeconds() * 1_000_000_000L);
      if (!pause(Math.min(asked, MAX_RETRY_PAUSE_NANOS))) {
        return answer.status();
      }
      pause = (long) (pause * (policy == null ? 1 : policy.getBackoffMultiplier()));
    }
  }

  private boolean pause(long nanos) throws InterruptedIOException {
    try {
      return collector.pause(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before another try");
    }
  }

  private Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Content-Type", List.of(config.getContentType()));
    Map<String, List<String>> given = config.getHeadersSupplier().get();
    if (given != null) {
      headers.putAll(given);
    }
    Compressor compressor = config.getCompressor();
    if (compressor != null) {
      headers.put("Content-Encoding", List.of(compressor.getEncoding()));
    }
    return headers;
  }

  /** OTLP 1.x, "retryable response codes". */
  private static boolean isBusy(int status) {
    return status == 429 || (status >= 502 && status <= 504);
  }

  /** Ends a request that has taken too long. */
  void enforceDeadline(long now) {
    HttpPost post = inFlight;
    if (post != null) {
      post.enforceDeadline(now);
    }
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }

  private record Status(int code) implements HttpResponse {
    @Override
    public int getStatusCode() {
      return code;
    }

    @Override
    public String getStatusMessage() {
      return "";
    }

    @Override
    public byte[] getResponseBody() {
      return new byte[0];
    }
  }
}
