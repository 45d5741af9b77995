package dev.sockwatch.kernel;

import dev.sockwatch.net.InlineReader;
import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list of sockets that a test has written, filtered as the kernel does. */
public final class FakeSocketList implements SocketList {
  /** Each question: the states, and whether memory was wanted. */
  public final List<String> asked = new ArrayList<>();

  private List<KernelSocket> sockets = List.of();
  private @Nullable IOException refusal;

  public FakeSocketList has(KernelSocket... open) {
    sockets = List.of(open);
    refusal = null;
    return this;
  }

  FakeSocketList refuses(IOException with) {
    refusal = with;
    return this;
  }

  /** A source that knows this list and nothing else. */
  public KernelSource source() {
    return new KernelSource("fake", false, null, null, InlineReader.NONE, this);
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public void list(Set<TcpState> states, boolean withMemory, ListedRows into) throws IOException {
    asked.add(states + " " + withMemory);
    if (refusal != null) {
      throw refusal;
    }
    sockets.stream().filter(socket -> states.contains(socket.state())).forEach(into::add);
  }
}
