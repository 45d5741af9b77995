package dev.sockwatch.agent.management;

import dev.sockwatch.api.Description;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/** An MXBean that says what its interface says by {@link Description}. */
abstract class DescribedBean extends StandardMBean {
  private final Class<?> type;

  DescribedBean(Class<?> type) {
    super(type, true);
    this.type = type;
  }

  @Override
  protected String getDescription(MBeanInfo info) {
    return described(type, info.getDescription());
  }

  @Override
  protected String getDescription(MBeanAttributeInfo info) {
    return described(method((info.isIs() ? "is" : "get") + info.getName()), info.getDescription());
  }

  @Override
  protected String getDescription(MBeanOperationInfo info) {
    return described(method(info.getName()), info.getDescription());
  }

  @Override
  protected String getDescription(
      MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
    return method(operation.getName()) instanceof Method found
        ? described(found.getParameters()[sequence], parameter.getDescription())
        : parameter.getDescription();
  }

  private @Nullable AnnotatedElement method(String name) {
    return Arrays.stream(type.getMethods())
        .filter(m -> m.getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static String described(@Nullable AnnotatedElement element, String otherwise) {
    Description found = element == null ? null : element.getAnnotation(Description.class);
    return found == null ? otherwise : found.value();
  }
}
