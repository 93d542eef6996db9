package multinode.process;

import java.util.function.BiConsumer;

/** How one process ties itself to another and takes that back, again and again. */
public enum Tying {
  /** A link. */
  LINKS((self, other) -> {
    self.link(other);
    self.unlink(other);
  }),
  /** A monitor. */
  MONITORS((self, other) -> self.demonitor(self.monitor(other))),
  /** A request that is not waited for. */
  ASKS((self, other) -> self.demonitor(self.request(other, "are you there?")));

  private final BiConsumer<Context, Pid> once;

  Tying(BiConsumer<Context, Pid> once) {
    this.once = once;
  }

  /** Does it once. */
  public void once(Context self, Pid other) {
    once.accept(self, other);
  }

  /** The body of the other one: takes all that comes, and survives its links. */
  public static void takeAll(Context self) {
    self.trapExit(true);
    for (; ; ) self.receive();
  }
}
