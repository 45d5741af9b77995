package dev.sockwatch.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.sockwatch.report.HandMadeReport;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No view holds a control character, whoever makes it: so neither MXBean, report nor log does. */
class ViewsArePrintableTest {
  private static final String EVIL = "h\n2026-11-27 ERROR root login \u001b[31mRED\u202e";

  @ParameterizedTest
  @MethodSource("views")
  void texts_areReplaced(Class<?> view) throws ReflectiveOperationException {
    RecordComponent[] components = view.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> constructor = view.getDeclaredConstructor(types);
    Object made =
        constructor.newInstance(
            Arrays.stream(components).map(ViewsArePrintableTest::evil).toArray());

    for (RecordComponent component : components) {
      Object value = component.getAccessor().invoke(made);
      assertThat(String.valueOf(value)).as(component.toString()).matches("[ -~]*");
    }
  }

  @Test
  void readAnswer_isReplacedToo() {
    Gson gson = new Gson();
    JsonObject report = gson.toJsonTree(HandMadeReport.full()).getAsJsonObject();
    report
        .getAsJsonArray("sockets")
        .forEach(socket -> socket.getAsJsonObject().addProperty("thread", EVIL));

    ReportView read = gson.fromJson(report, ReportView.class);

    assertThat(read.sockets()).extracting(SocketView::thread).allMatch(t -> t.matches("[ -~]*"));
  }

  /** All records that a report or a bean of ours can hold. */
  static Set<Class<?>> views() {
    Set<Class<?>> found = new LinkedHashSet<>();
    add(ReportView.class, found);
    for (Class<?> bean : List.of(SockwatchMXBean.class, ScopesMXBean.class)) {
      for (Method method : bean.getMethods()) {
        add(method.getGenericReturnType(), found);
      }
    }
    return found;
  }

  private static void add(Type type, Set<Class<?>> found) {
    if (type instanceof ParameterizedType generic) {
      Stream.of(generic.getActualTypeArguments()).forEach(argument -> add(argument, found));
    } else if (type instanceof Class<?> view && view.isRecord() && found.add(view)) {
      for (RecordComponent component : view.getRecordComponents()) {
        add(component.getGenericType(), found);
      }
    }
  }

  private static @Nullable Object evil(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == String.class) {
      return EVIL;
    }
    if (type == List.class) {
      return component.getGenericType().getTypeName().contains("String")
          ? List.of("a", EVIL)
          : List.of();
    }
    if (type == boolean.class || type == Boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 0;
    }
    if (type == long.class || type == Long.class) {
      return 0L;
    }
    return type == double.class || type == Double.class ? 0.0 : null;
  }
}
