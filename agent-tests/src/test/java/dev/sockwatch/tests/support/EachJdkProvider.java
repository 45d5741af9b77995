package dev.sockwatch.tests.support;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Feeds the JDKs of the matrix to tests marked with {@link EachJdk}. */
final class EachJdkProvider implements ArgumentsProvider, AnnotationConsumer<EachJdk> {
  private int from;

  @Override
  public void accept(EachJdk annotation) {
    from = annotation.from();
  }

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return Jdks.matrix().stream().filter(jdk -> jdk.feature() >= from).map(Arguments::of);
  }
}
