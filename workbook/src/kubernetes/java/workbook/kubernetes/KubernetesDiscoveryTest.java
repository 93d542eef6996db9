package workbook.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import multinode.cluster.Cluster;
import multinode.cluster.Kubernetes;
import multinode.cluster.PortRange;
import multinode.cluster.Topology;
import multinode.node.Cookie;
import multinode.node.Node;
import multinode.process.NodeName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Nodes;

/**
 * Nodes find each other by an API that speaks HTTPS, knows a service account by its token, and
 * keeps to the role of the manifests.
 */
class KubernetesDiscoveryTest {

  private static final String NAMESPACE = "school";
  private static final List<String> PODS = List.of("127.0.0.2", "127.0.0.3");

  private final Nodes nodes = new Nodes();
  private RoleDispatcher roles;
  private KubernetesMockServer server;
  private String service;

  @BeforeEach
  void start() throws IOException {
    for (String address : PODS) {
      assumeTrue(isHere(address), "no " + address + " here; Linux has all of 127/8");
    }
    Manifests manifests =
        Manifests.read(Path.of(System.getProperty("workbook.root"), "solutions/kubernetes"));
    service =
        manifests.all(Service.class).stream()
            .filter(one -> "None".equals(one.getSpec().getClusterIP()))
            .findFirst()
            .orElseThrow()
            .getMetadata()
            .getName();
    roles = new RoleDispatcher(NAMESPACE, manifests.all(Role.class).getFirst().getRules());
    server =
        new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), roles, true);
    server.init(InetAddress.getLoopbackAddress(), 0);
    try (KubernetesClient admin =
        server.createClient(
            client -> client.editOrNewConfig().withOauthToken(RoleDispatcher.ADMIN).endConfig())) {
      admin
          .discovery()
          .v1()
          .endpointSlices()
          .inNamespace(NAMESPACE)
          .resource(
              new EndpointSliceBuilder()
                  .withNewMetadata()
                  .withName(service + "-1")
                  .addToLabels("kubernetes.io/service-name", service)
                  .endMetadata()
                  .withAddressType("IPv4")
                  .addNewEndpoint()
                  .withAddresses(PODS.get(0))
                  .withNewConditions()
                  .withReady(true)
                  .endConditions()
                  .endEndpoint()
                  .addNewEndpoint()
                  .withAddresses(PODS.get(1))
                  .withNewConditions()
                  .withReady(false)
                  .endConditions()
                  .endEndpoint()
                  .build())
          .create();
    }
  }

  @AfterEach
  void end() throws Exception {
    nodes.close();
    if (server != null) server.destroy();
  }

  private static boolean isHere(String address) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(address))) {
      return socket.isBound();
    } catch (IOException no) {
      return false;
    }
  }

  private Cluster join(String address, String token, String certificate) throws IOException {
    Cookie cookie = Cookie.of(Nodes.COOKIE);
    NodeName name = new NodeName("pod", address);
    Node node = nodes.start(nodes.options("pod", Nodes.COOKIE).withIdentity(name, cookie));
    URI api = URI.create("https://localhost:" + server.getPort());
    Kubernetes strategy =
        new Kubernetes(
            NAMESPACE, service, Optional.of(new Kubernetes.Api(api, token, certificate)));
    Topology topology =
        Topology.of("pods-" + nodes.mapperPort(), strategy)
            .withPorts(new PortRange(nodes.mapperPort() + 1, 3));
    return nodes.closeLater(Cluster.join(node, topology));
  }

  private Cluster join(String address) throws IOException {
    return join(address, RoleDispatcher.POD, certificate());
  }

  /** What a pod finds in the file {@code ca.crt} of its service account. */
  private String certificate() throws IOException {
    return Files.readString(Path.of(server.getSelfSignedCertificate().certificatePath()));
  }

  private static void awaitBoth(Cluster... clusters) {
    var both = new TreeSet<>(PODS.stream().map(pod -> new NodeName("pod", pod)).toList());
    for (Cluster cluster : clusters) {
      Await.until("both are members", () -> cluster.members().equals(both));
      Await.until("both are connected", () -> cluster.node().nodes().size() == 1);
    }
  }

  @Test
  @DisplayName("The role of the manifests is enough to find each other, and nothing more is asked")
  void finds() throws IOException {
    awaitBoth(join(PODS.get(0)), join(PODS.get(1)));
    assertThat(roles.refused()).isEmpty();
  }

  @Test
  @DisplayName("Without the role, nodes begin alone; when it is there, they meet")
  void waitsForTheRole() throws IOException {
    roles.grant(false);
    Cluster a = join(PODS.get(0));
    Cluster b = join(PODS.get(1));
    Await.until("they have asked again", () -> roles.refused().size() > 4);
    assertThat(roles.refused()).allSatisfy(one -> assertThat(one).startsWith("403 GET"));
    assertThat(Stream.of(a, b).map(one -> one.members().size())).containsOnly(1);
    roles.grant(true);
    awaitBoth(a, b);
  }

  @Test
  @DisplayName("A token that the API does not know finds nobody")
  void strangersToken() throws IOException {
    Cluster alone = join(PODS.get(0), "token-of-nobody", certificate());
    Await.until("it has asked again", () -> roles.refused().size() > 2);
    assertThat(roles.refused()).allSatisfy(one -> assertThat(one).startsWith("401 GET"));
    assertThat(alone.members()).hasSize(1);
  }

  @Test
  @DisplayName("An API that cannot prove who it is is told no token")
  void wrongApi() throws IOException {
    KubernetesMockServer other = new KubernetesMockServer(true);
    other.init(InetAddress.getLoopbackAddress(), 0);
    try {
      String stranger =
          Files.readString(Path.of(other.getSelfSignedCertificate().certificatePath()));
      Cluster alone = join(PODS.get(0), RoleDispatcher.POD, stranger);
      assertThat(alone.members()).hasSize(1);
      assertThat(server.getRequestCount()).as("the one of the administrator").isEqualTo(1);
    } finally {
      other.destroy();
    }
  }
}
