package dev.sockwatch.tests.support;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Feeds one JDK of the matrix to each test marked with {@link AnyJdk}, by the test's name. */
final class AnyJdkProvider implements ArgumentsProvider {
  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    String name = context.getRequiredTestClass().getName() + context.getRequiredTestMethod();
    List<Jdk> matrix = Jdks.matrix();
    Jdk one = matrix.get(Math.floorMod(name.hashCode(), matrix.size()));
    return (Jdks.isEachForAll() ? matrix : List.of(one)).stream().map(Arguments::of);
  }
}
