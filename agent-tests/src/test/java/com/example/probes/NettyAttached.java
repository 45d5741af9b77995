package com.example.probes;

import com.sun.tools.attach.VirtualMachine;

/** Uses Netty's epoll, then loads the agent into this JVM, and lives {@link NettyLives} again. */
final class NettyAttached {
  private NettyAttached() {}

  /** Arguments: the agent, its settings. */
  public static void main(String[] args) throws Exception {
    String[] transport = {NettyTransport.EPOLL.name()};
    NettyLives.main(transport);
    VirtualMachine self = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
    self.loadAgent(args[0], args[1]);
    self.detach();
    NettyLives.main(transport);
  }
}
