package dev.sockwatch.tests.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import org.junit.jupiter.api.Test;

/** The forked tests really run on more than one JDK, unless this run does without. */
class JdkMatrixTest {
  @Test
  void matrix_hasAtLeastTwoFeatureVersions() {
    assumeFalse(Boolean.getBoolean(Jdks.SINGLE_JDK_PROPERTY));
    assertThat(Jdks.matrix())
        .as(
            "JDKs of different feature versions, 17 or later; name more with -D%s=<home>:<home>,"
                + " or accept one with -D%s=true",
            Jdks.JDKS_PROPERTY, Jdks.SINGLE_JDK_PROPERTY)
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @EachJdk
  void eachJdk_canBeStarted(Jdk jdk) {
    assertThat(jdk.java()).isExecutable();
    assertThat(jdk.feature()).isGreaterThanOrEqualTo(17);
  }
}
