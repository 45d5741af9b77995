package dev.sockwatch.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sockwatch.weave.speakers.Demanding;
import dev.sockwatch.weave.speakers.Modest;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The same class speaks to another copy of a library, if that has what it needs. */
class RelocatingLoaderTest {
  private static final String HOME = "dev.sockwatch.weave.speakers";

  private final ClassLoader own = RelocatingLoaderTest.class.getClassLoader();
  private final ClassLoader loader =
      RelocatingLoader.of(own, HOME, "dev.sockwatch.weave.library.", "dev.sockwatch.weave.moved.");

  @Test
  void class_speaksToTheOtherCopy() throws Exception {
    Class<?> second = loader.loadClass(Modest.class.getName());
    assertThat(second).isNotSameAs(Modest.class);
    assertThat(second.getClassLoader()).isSameAs(loader);
    assertThat(new Modest().get()).isEqualTo("library library");
    Supplier<?> speaker = (Supplier<?>) second.getDeclaredConstructor().newInstance();
    assertThat(speaker.get()).isEqualTo("moved moved");
  }

  @Test
  void whatTheOtherCopyLacks_isNamedBeforeAnythingRuns() {
    assertThatThrownBy(() -> loader.loadClass(Demanding.class.getName()))
        .isInstanceOf(NoClassDefFoundError.class)
        .hasMessage("Words.newest");
  }

  @Test
  void allElse_isTheParents() throws Exception {
    assertThat(loader.loadClass(RelocatingLoaderTest.class.getName()))
        .isSameAs(RelocatingLoaderTest.class);
    assertThatThrownBy(() -> loader.loadClass(HOME + ".NotThere"))
        .isInstanceOf(ClassNotFoundException.class);
  }
}
