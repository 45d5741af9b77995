package dev.sockwatch.tests.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import org.junit.jupiter.api.Test;

/** The forked tests run on every JDK of this machine; CI asks for more than one. */
class JdkMatrixTest {
  @Test
  void matrix_isAsLargeAsAskedFor_orSaysWhatIsSkipped() {
    assertThat(Jdks.matrix())
        .as(
            "JDKs of different feature versions, 17 or later, of which %s asks for %s; name more"
                + " with -D%s=<home>:<home>",
            Jdks.LEAST_VARIABLE, Jdks.least(), Jdks.JDKS_PROPERTY)
        .hasSizeGreaterThanOrEqualTo(Jdks.least());
    assumeTrue(
        Jdks.matrix().size() > 1,
        "only "
            + Jdks.oldest()
            + " is here: nothing ran on another feature version; name more with -D"
            + Jdks.JDKS_PROPERTY);
  }

  @EachJdk
  void eachJdk_canBeStarted(Jdk jdk) {
    assertThat(jdk.java()).isExecutable();
    assertThat(jdk.feature()).isGreaterThanOrEqualTo(17);
  }
}
