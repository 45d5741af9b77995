package dev.sockwatch.tests.support;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Reads what a collector was told. */
public final class OtlpValues {
  private OtlpValues() {}

  /** Texts, numbers and flags by name. */
  public static Map<String, Object> attributes(List<KeyValue> attributes) {
    Map<String, Object> byName = new HashMap<>();
    attributes.forEach(a -> byName.put(a.getKey(), value(a.getValue())));
    return byName;
  }

  /** Those of a span. */
  public static Map<String, Object> attributes(Span span) {
    return attributes(span.getAttributesList());
  }

  /** The names of a span's events, in order. */
  public static List<String> events(Span span) {
    return span.getEventsList().stream().map(Span.Event::getName).toList();
  }

  /** An id as it is written. */
  public static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BOOL_VALUE -> value.getBoolValue();
      default -> value.getStringValue();
    };
  }
}
