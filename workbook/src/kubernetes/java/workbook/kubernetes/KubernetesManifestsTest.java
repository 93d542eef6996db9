package workbook.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests as the API would see them; and whether that would see what is wrong. */
class KubernetesManifestsTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("workbook.root"), "solutions/kubernetes");

  @TempDir private Path copy;

  private static List<String> problems(Path folder) throws IOException {
    Manifests manifests = Manifests.read(folder);
    return Stream.concat(manifests.problems().stream(), Agreement.problems(manifests).stream())
        .toList();
  }

  @Test
  @DisplayName("The API knows every field, and every name that is used is defined")
  void right() throws IOException {
    assertThat(problems(FOLDER)).isEmpty();
  }

  @Test
  @DisplayName("All that a cluster needs is there")
  void whole() throws IOException {
    assertThat(Manifests.read(FOLDER).items())
        .extracting(item -> item.getKind())
        .containsExactlyInAnyOrder(
            "ServiceAccount",
            "Role",
            "RoleBinding",
            "Service",
            "Service",
            "StatefulSet",
            "PodDisruptionBudget",
            "NetworkPolicy");
  }

  @ParameterizedTest(name = "{3}")
  @DisplayName("A mistake is found, and said where")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nodes.yaml      | replicas: 3                    | replcas: 3               | no field "replcas"
          nodes.yaml      | readinessProbe:                | readynessProbe:          | no field "readynessProbe"
          nodes.yaml      | readOnlyRootFilesystem: true   | readOnlyRootFileSystem: true | no field "readOnlyRootFileSystem"
          nodes.yaml      | replicas: 3                    | replicas: three          | three
          nodes.yaml      | runAsNonRoot: true             | runAsNonRoot: [yes]      | runAsNonRoot
          nodes.yaml      | kind: StatefulSet              | kind: StatefullSet       | no kind StatefullSet
          nodes.yaml      | selector:                      | template2:               | has no selector
          nodes.yaml      | serviceName: multinode         | serviceName: multi       | no headless service multi
          nodes.yaml      | serviceAccountName: multinode  | serviceAccountName: me   | no service account me
          nodes.yaml      | cluster-size=3                 | cluster-size=5           | 3 replicas, and its nodes are told another number
          nodes.yaml      | port: node                     | port: nod                | no port nod to probe
          nodes.yaml      | --cookie=$(COOKIE)             | --cookie=$(COKIE)        | no variable COKIE
          nodes.yaml      | key: cookie                    | key: cookie\\n                  optinal: true | no field "optinal"
          services.yaml   | app: multinode                 | app: multi               | which no pod is
          services.yaml   | clusterIP: None                | clusterIP: 10.0.0.1      | no headless service multinode
          services.yaml   | targetPort: page               | targetPort: pages        | no pod has a port pages
          services.yaml   | port: 5701                     | port: 5801               | no pod has a port 5801
          disruption.yaml | selector:                      | selectors:               | PodDisruptionBudget has no selector
          network.yaml    | podSelector:                   | podSelectors:            | NetworkPolicy has no selector
          network.yaml    | port: mapper                   | port: maper              | no pod has a port maper
          rbac.yaml       | name: multinode-discovery      | name: multinode-disc     | no role multinode-discovery
          rbac.yaml       | verbs:                         | verb:                    | no field "verb"
          kustomization.yaml | - rbac.yaml                 | - services.yaml          | rbac.yaml is not among the resources
          kustomization.yaml | - name: multinode\\n    literals | - name: multi\\n    literals | no secret multinode
          """)
  void wrong(String file, String right, String wrong, String said) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path one : files.filter(Files::isRegularFile).toList()) {
        Files.copy(one, copy.resolve(one.getFileName()));
      }
    }
    String text = Files.readString(copy.resolve(file));
    String old = right.replace("\\n", "\n");
    assertThat(text).contains(old);
    int at = text.indexOf(old);
    String changed =
        text.substring(0, at) + wrong.replace("\\n", "\n") + text.substring(at + old.length());
    Files.writeString(copy.resolve(file), changed);
    assertThat(problems(copy)).anySatisfy(problem -> assertThat(problem).contains(said));
  }

  @Test
  @DisplayName("A document that is no object of the API is refused")
  void nonsense() {
    assertThat(Manifests.of("just text").problems()).isNotEmpty();
    assertThat(Manifests.of("kind: Service").problems()).isNotEmpty();
  }
}
