package workbook.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Finds what the API does not know: the types of fabric8 keep a field that they have not in a map
 * {@code additionalProperties}, each object its own, where a server would drop or refuse it.
 */
final class Unknown {

  private static final String MODEL = "io.fabric8.kubernetes.api.model";
  private static final String REST = "additionalProperties";

  private final List<String> problems = new ArrayList<>();

  private Unknown() {}

  static List<String> in(HasMetadata item) {
    Unknown unknown = new Unknown();
    String name = "%s %s".formatted(item.getKind(), item.getMetadata().getName());
    if (item instanceof GenericKubernetesResource) {
      unknown.problems.add(
          "%s: %s has no kind %s".formatted(name, item.getApiVersion(), item.getKind()));
    } else {
      unknown.look(name, item);
    }
    return unknown.problems;
  }

  private void look(String where, Object value) {
    if (value instanceof Collection<?> all) {
      int number = 0;
      for (Object one : all) look("%s[%d]".formatted(where, number++), one);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, one) -> look(where + "." + key, one));
    } else if (value != null && value.getClass().getName().startsWith(MODEL)) {
      for (Class<?> type = value.getClass(); type != Object.class; type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) look(where, value, field);
      }
    }
  }

  private void look(String where, Object owner, Field field) {
    if (Modifier.isStatic(field.getModifiers()) || owner instanceof Enum<?>) return;
    try {
      field.setAccessible(true);
      Object value = field.get(owner);
      if (!field.getName().equals(REST)) {
        look(where + "." + field.getName(), value);
      } else if (value instanceof Map<?, ?> rest) {
        rest.keySet().forEach(name -> problems.add("%s: no field \"%s\"".formatted(where, name)));
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
