package multinode.genserver;

/** A message for {@link GenServer#handleCast}, on its way. */
record Cast(Object message) {}
