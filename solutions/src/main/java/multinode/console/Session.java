package multinode.console;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes that JShell made of what was typed into one console, in the form in which it made
 * them.
 */
final class Session {

  /** The session that a shell is being started for. */
  static final ScopedValue<Session> STARTING = ScopedValue.newInstance();

  private final Map<String, byte[]> code = new ConcurrentHashMap<>();
  private final Map<String, Class<?>> loaded = new ConcurrentHashMap<>();

  /** Keeps a class that was made of something typed. */
  void keep(Class<?> type, byte[] bytes) {
    loaded.put(type.getName(), type);
    code.put(type.getName(), bytes);
  }

  Map<String, byte[]> code() {
    return code;
  }

  Map<String, Class<?>> loaded() {
    return loaded;
  }
}
