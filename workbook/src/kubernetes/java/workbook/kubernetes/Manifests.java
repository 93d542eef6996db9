package workbook.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a kustomize folder describes, read with the types of the Kubernetes API.
 *
 * @param items all objects
 * @param secrets the names of the secrets that kustomize makes
 * @param problems what cannot be read, and which files stand alone
 */
record Manifests(List<HasMetadata> items, List<String> secrets, List<String> problems) {

  private static final KubernetesSerialization TYPES = new KubernetesSerialization();

  static Manifests read(Path folder) throws IOException {
    Map<?, ?> kustomization =
        TYPES.convertValue(
            TYPES.unmarshal(Files.readString(folder.resolve("kustomization.yaml")), Map.class),
            Map.class);
    List<HasMetadata> items = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    var listed = new TreeSet<String>();
    for (Object name : list(kustomization, "resources")) {
      listed.add(name.toString());
      parse(name.toString(), Files.readString(folder.resolve(name.toString())), items, problems);
    }
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
          .filter(name -> !listed.contains(name))
          .forEach(
              name -> problems.add(name + " is not among the resources of kustomization.yaml"));
    }
    List<String> secrets =
        list(kustomization, "secretGenerator").stream()
            .map(secret -> ((Map<?, ?>) secret).get("name").toString())
            .toList();
    return new Manifests(items, secrets, problems);
  }

  private static List<?> list(Map<?, ?> map, String name) {
    return map.get(name) instanceof List<?> list ? list : List.of();
  }

  /** Objects from the text of one file. */
  static Manifests of(String text) {
    List<HasMetadata> items = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    parse("text", text, items, problems);
    return new Manifests(items, List.of(), problems);
  }

  private static void parse(
      String file, String text, List<HasMetadata> items, List<String> problems) {
    for (String document : text.split("(?m)^---$")) {
      try {
        Object read = TYPES.unmarshal(document);
        List<HasMetadata> found =
            read instanceof KubernetesList list ? list.getItems() : List.of((HasMetadata) read);
        items.addAll(found);
        found.forEach(item -> problems.addAll(Unknown.in(item)));
      } catch (RuntimeException e) {
        problems.add(file + " cannot be read: " + e.getMessage());
      }
    }
  }

  /** Those of a type. */
  <T extends HasMetadata> List<T> all(Class<T> type) {
    return items.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
