package multinode.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.KubernetesConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import multinode.node.Cookie;
import multinode.node.Node;
import multinode.process.NodeName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import workbook.harness.Await;
import workbook.harness.Claim;
import workbook.harness.Exercise;
import workbook.harness.NodeLog;
import workbook.harness.Nodes;

@Exercise(
    id = "3.7",
    title = "DNS and Kubernetes",
    points = 10,
    minutes = 30,
    files = {"multinode/cluster/Dns.java", "multinode/cluster/Kubernetes.java"})
class E37_DnsAndKubernetesTest {

  private static final PortRange PORTS = new PortRange(15_701, 3);
  private static final Kubernetes.Api API =
      new Kubernetes.Api(URI.create("http://127.0.0.1:8001"), "secret", "");

  // What Hazelcast is told

  @Test
  @DisplayName("DNS: the name is looked up, and members are expected on the first port")
  void dns() {
    Claim claim =
        Claim.of("Hazelcast looks the name up")
            .step("Dns")
            .did("configured the name lab.school.test, with the ports 15701 to 15703");
    KubernetesConfig told = told(claim, new Dns("lab.school.test"));
    claim
        .usually("setEnabled(true) is missing: then it is told all, and does nothing")
        .isEqual(true, told.isEnabled());
    claim
        .usually("the name goes into service-dns, as it is")
        .isEqual("lab.school.test", told.getProperty("service-dns"));
    claim
        .usually(
            "an address record has no port in it; without service-port Hazelcast looks on 5701,"
                + " whatever the topology says")
        .isEqual("15701", told.getProperty("service-port"));
  }

  @Test
  @DisplayName("DNS: Hazelcast waits two seconds for a name server that does not answer")
  void dnsLimit() {
    Claim claim =
        Claim.of("a silent name server holds nobody up for long")
            .step("Dns")
            .did("configured the name lab.school.test")
            .usually("Hazelcast's own limit is 5 s; service-dns-timeout is in seconds");
    claim.isEqual("2", told(claim, new Dns("lab.school.test")).getProperty("service-dns-timeout"));
  }

  @Test
  @DisplayName("DNS: no service is set, because Hazelcast would ask the API for it")
  void dnsOnly() {
    Claim claim =
        Claim.of("either a name is looked up or the API is asked")
            .step("Dns")
            .did("configured the name lab.school.test")
            .usually("service-dns and service-name exclude each other; Hazelcast refuses both");
    KubernetesConfig told = told(claim, new Dns("lab.school.test"));
    claim.isEqual(
        List.of(Optional.empty(), Optional.empty()),
        List.of(property(told, "service-name"), property(told, "namespace")));
  }

  @Test
  @DisplayName("Kubernetes: the API is asked for the service in its namespace")
  void kubernetes() {
    Claim claim =
        Claim.of("Hazelcast asks for the pods behind the service")
            .step("Kubernetes")
            .did("configured the service lab of the namespace school, first port 15701");
    KubernetesConfig told = told(claim, Kubernetes.service("school", "lab"));
    claim
        .usually("setEnabled(true) is missing: then it is told all, and does nothing")
        .isEqual(true, told.isEnabled());
    claim
        .usually(
            property(told, "namespace").isEmpty()
                ? "without namespace it is the pod's own, which need not be the service's"
                : "the property service-name is missing, or the two are in each other's place")
        .isEqual(
            List.of(Optional.of("school"), Optional.of("lab")),
            List.of(property(told, "namespace"), property(told, "service-name")));
    claim
        .usually("without service-port Hazelcast takes whatever port the service has, or 5701")
        .isEqual("15701", told.getProperty("service-port"));
  }

  @Test
  @DisplayName("Kubernetes: it is asked once at a time, and for nothing that nobody needs")
  void modest() {
    Claim claim =
        Claim.of("an API that does not answer is asked again by the next look, a second later")
            .step("Kubernetes")
            .did("configured the service lab of the namespace school");
    KubernetesConfig told = told(claim, Kubernetes.service("school", "lab"));
    claim
        .usually("Hazelcast would try three times more itself, waiting 1.5, 2.2 and 3.4 s")
        .isEqual("0", told.getProperty("kubernetes-api-retries"));
    claim
        .usually(
            "without expose-externally=false Hazelcast looks for addresses outside the cluster, too,"
                + " and that takes the right to read all services")
        .isEqual("false", told.getProperty("expose-externally"));
  }

  @Test
  @DisplayName("Kubernetes: in a pod the API is where it always is; elsewhere it is told where")
  void elsewhere() {
    Claim claim = Claim.of("your own API is used, if there is one").step("Kubernetes");
    KubernetesConfig pod = told(claim, Kubernetes.service("school", "lab"));
    claim
        .did("configured no API")
        .usually("what is not told, Hazelcast takes from the pod; what is told empty, it does not")
        .isEqual(List.of(Optional.empty(), Optional.empty(), Optional.empty()), access(pod));
    KubernetesConfig told = told(claim, new Kubernetes("school", "lab", Optional.of(API)));
    claim
        .did("configured an API at http://127.0.0.1:8001, with a token")
        .usually("kubernetes-master, api-token and ca-certificate, all three")
        .isEqual(
            List.of(Optional.of("http://127.0.0.1:8001"), Optional.of("secret"), Optional.of("")),
            access(told));
  }

  private static List<Optional<String>> access(KubernetesConfig told) {
    return Stream.of("kubernetes-master", "api-token", "ca-certificate")
        .map(name -> property(told, name))
        .toList();
  }

  private static Optional<String> property(KubernetesConfig told, String name) {
    return Optional.ofNullable(told.getProperty(name));
  }

  private static KubernetesConfig told(Claim claim, Strategy strategy) {
    JoinConfig join = new JoinConfig();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    claim.succeeds(() -> {
      strategy.configure(join, PORTS);
      return join;
    });
    claim
        .usually("a strategy switches on one way of joining, here that of getKubernetesConfig")
        .succeeds(() -> {
          join.verify();
          return join;
        });
    return join.getKubernetesConfig();
  }

  // Real members

  @Test
  @DisplayName("DNS: nodes on the hosts of a name find each other")
  void byName(Nodes nodes) throws Exception {
    Claim claim = Claim.of("a name stands for the nodes").step("Dns");
    told(claim, new Dns("localhost"));
    Node a = nodes.start("a");
    Node b = nodes.start("b");
    Topology topology = Clusters.topology(nodes, new Dns("localhost"));
    Cluster ofA = Clusters.join(nodes, topology, a, b).getFirst();
    claim
        .did("a and b joined a topology by the name localhost; a has the first port there")
        .becomesEqual(members(a, b), ofA::members);
    claim.becomesEqual(List.of(b.self()), a::nodes);
  }

  @Test
  @DisplayName("Kubernetes: pods find each other, and an API that is gone for a while loses nobody")
  void apiGone(Nodes nodes) throws Exception {
    Claim claim = Claim.of("discovery only finds; it does not lose").step("Kubernetes");
    told(claim, Kubernetes.service("school", "lab"));
    NodeLog heard = NodeLog.during(nodes);
    FakeApi api = FakeApi.start(nodes, "127.0.0.2", "127.0.0.3");
    Node a = pod(nodes, "127.0.0.2");
    Node b = pod(nodes, "127.0.0.3");
    Topology topology = Clusters.topology(nodes, api.strategy());
    Cluster ofA = Clusters.join(nodes, topology, a, b).getFirst();
    Claim found =
        claim
            .did("a@127.0.0.2 and a@127.0.0.3 joined; an API on 127.0.0.1 knows both as pods")
            .usually("a 401 or 404 comes from asking for something else, or with another token");
    found.becomesEqual(members(a, b), ofA::members);
    found.becomesEqual(List.of(b.self()), a::nodes);
    api.close();
    Await.until(
        "the log tells that nobody can be asked",
        () -> !heard.linesWith("WARNING", topology.name(), "nobody is found").isEmpty());
    Claim kept = claim.did("then the API was gone");
    kept.isEqual(members(a, b), ofA.members());
    kept.isEqual(List.of(b.self()), a.nodes());
  }

  @Test
  @DisplayName(
      "Kubernetes: a node that may not ask starts alone, hears it once, and meets the others later")
  void forbidden(Nodes nodes) throws Exception {
    Claim claim =
        Claim.of("a missing right is a thing to be mended, not an end").step("Kubernetes");
    told(claim, Kubernetes.service("school", "lab"));
    NodeLog heard = NodeLog.during(nodes);
    FakeApi api = FakeApi.start(nodes, "127.0.0.2", "127.0.0.3");
    api.forbid(true);
    Node a = pod(nodes, "127.0.0.2");
    Node b = pod(nodes, "127.0.0.3");
    Topology topology = Clusters.topology(nodes, api.strategy());
    List<Cluster> both = Clusters.join(nodes, topology, a, b);
    Await.until("the API was asked again and again", () -> api.asked().size() > 6);
    claim
        .did("a@127.0.0.2 and a@127.0.0.3 joined, and the API answered 403")
        .isEqual(List.of(members(a), members(b)), both.stream().map(Cluster::members).toList());
    claim.isEqual(1, heard.linesWith("API access is forbidden").size());
    api.forbid(false);
    claim.did("then the right was given").becomesEqual(members(a, b), both.get(0)::members);
    claim.becomesEqual(members(a, b), both.get(1)::members);
    claim.becomesEqual(List.of(b.self()), a::nodes);
  }

  /** A node with an address of its own, as a pod has one. */
  private static Node pod(Nodes nodes, String address) throws IOException {
    assumeTrue(
        isHere(address),
        "this system has no " + address + " on its loopback interface; Linux has all of 127/8");
    Cookie cookie = Cookie.of(Nodes.COOKIE);
    NodeName name = new NodeName("a", address);
    return nodes.start(nodes.options("a", Nodes.COOKIE).withIdentity(name, cookie));
  }

  private static boolean isHere(String address) {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(address))) {
      return socket.isBound();
    } catch (IOException no) {
      System.err.println("skipped: " + no.getMessage() + " at " + address);
      return false;
    }
  }

  private static SortedSet<NodeName> members(Node... nodes) {
    return new TreeSet<>(Stream.of(nodes).map(Node::self).toList());
  }
}
